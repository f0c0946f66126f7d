package dev.holdfast.memory;

import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.InstanceReader;
import dev.holdfast.memory.InMemoryDatabase.StoredEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads instances from memory. */
public final class InMemoryInstanceReader implements InstanceReader {

  private final InMemoryDatabase database;

  /**
   * Makes a reader.
   *
   * @param database where the instances are
   */
  public InMemoryInstanceReader(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<InstanceRecord> find(InstanceKey key) {
    return database.inTransaction(
        () -> Optional.ofNullable(database.numbers.get(key)).map(database.instances::get));
  }

  @Override
  public Map<InstanceKey, InstanceRecord> findAll(Collection<InstanceKey> keys) {
    return database.inTransaction(
        () ->
            keys.stream()
                .filter(database.numbers::containsKey)
                .collect(
                    Collectors.toMap(
                        key -> key,
                        key ->
                            Objects.requireNonNull(
                                database.instances.get(database.numbers.get(key))))));
  }

  @Override
  public List<StepRecord> listSteps(long instance, int epoch) {
    return database.inTransaction(() -> InMemoryDatabase.ofLife(database.steps, instance, epoch));
  }

  @Override
  public List<AttemptRecord> listAttempts(long instance, int epoch) {
    return database.inTransaction(
        () -> InMemoryDatabase.ofLife(database.attempts, instance, epoch));
  }

  @Override
  public Optional<EventRecord> findEvent(long instance, int epoch, String eventId) {
    return database.inTransaction(
        () ->
            InMemoryDatabase.ofLife(database.events, instance, epoch).stream()
                .map(StoredEvent::record)
                .filter(event -> event.eventId().equals(eventId))
                .findFirst());
  }

  @Override
  public List<EventRecord> listEvents(long instance, int epoch) {
    return database.inTransaction(
        () ->
            InMemoryDatabase.ofLife(database.events, instance, epoch).stream()
                .map(StoredEvent::record)
                .toList());
  }

  @Override
  public List<InstanceSummary> list(InstanceQuery query) {
    return database.inTransaction(
        () ->
            page(query).stream()
                .filter(row -> isListed(row, query))
                .limit(query.limit())
                .map(row -> new InstanceSummary(row, currentStep(row)))
                .toList());
  }

  @Override
  public long count(InstanceQuery query) {
    return database.inTransaction(
        () -> page(query).stream().filter(row -> isListed(row, query)).count());
  }

  /** Returns what comes after the page before, in the order wanted. */
  private Collection<InstanceRecord> page(InstanceQuery query) {
    if (query.ascending()) {
      long after = query.after().orElse(Long.MIN_VALUE);
      return database.instances.tailMap(after, false).values();
    }
    long after = query.after().orElse(Long.MAX_VALUE);
    return database.instances.headMap(after, false).descendingMap().values();
  }

  private boolean isListed(InstanceRecord row, InstanceQuery query) {
    return matches(row, query) && (!query.retrying() || isRetrying(row));
  }

  /** Tells whether a query is about an instance; whether it is retried is another question. */
  static boolean matches(InstanceRecord row, InstanceQuery query) {
    return row.key().workflow().equals(query.workflow())
        && (query.statuses().isEmpty() || query.statuses().contains(row.status()))
        && query.createdFrom().map(from -> !row.origin().createdAt().isBefore(from)).orElse(true)
        && query.createdTo().map(to -> row.origin().createdAt().isBefore(to)).orElse(true)
        && query.idContains().map(text -> row.key().id().contains(text)).orElse(true);
  }

  private boolean isRetrying(InstanceRecord row) {
    return InMemoryDatabase.ofLife(database.steps, row.number(), row.epoch()).stream()
        .anyMatch(step -> step.status() == StepStatus.RETRYING);
  }

  private Optional<StepRecord> currentStep(InstanceRecord row) {
    return InMemoryDatabase.ofLife(database.steps, row.number(), row.epoch()).stream()
        .filter(step -> !step.status().isFinished() && !step.isOnlyPlanned())
        .reduce((earlier, later) -> later);
  }
}
