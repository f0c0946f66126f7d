package dev.holdfast.memory;

import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.port.ParkedMessages;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps parked messages in memory. */
public final class InMemoryParkedMessages implements ParkedMessages {

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::parkedAt).thenComparing(Place::id);

  private final InMemoryDatabase database;

  /**
   * Makes a store.
   *
   * @param database where the messages are
   */
  public InMemoryParkedMessages(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void park(QueueMessage message, Refusal refusal, Instant at) {
    database.inTransaction(
        () -> {
          if (!database.parked.containsKey(message.id())) {
            put(new Found(ParkedMessage.of(message, refusal, at), message));
          }
          return true;
        });
  }

  @Override
  public List<ParkedMessage> list(Filter filter, Optional<Place> after, int limit) {
    return database.inTransaction(
        () ->
            which(filter)
                .filter(it -> after.isEmpty() || ORDER.compare(Place.of(it), after.get()) < 0)
                .sorted(Comparator.comparing(Place::of, ORDER.reversed()))
                .limit(limit)
                .toList());
  }

  @Override
  public long count(Filter filter) {
    return database.inTransaction(() -> which(filter).count());
  }

  @Override
  public Optional<Found> find(String id) {
    return database.inTransaction(() -> Optional.ofNullable(database.parked.get(id)));
  }

  @Override
  public void noteRetry(String id, Refusal why, Instant at, String by) {
    database.inTransaction(
        () -> {
          @Nullable Found found = database.parked.get(id);
          if (found != null) {
            put(new Found(found.parked().retried(why, at, by), found.message()));
          }
          return true;
        });
  }

  @Override
  public boolean remove(String id) {
    return database.inTransaction(
        () -> {
          boolean isThere = database.parked.containsKey(id);
          database.remove(database.parked, id);
          return isThere;
        });
  }

  private Stream<ParkedMessage> which(Filter filter) {
    return database.parked.values().stream()
        .map(Found::parked)
        .filter(it -> filter.queue().map(it.queue()::equals).orElse(true))
        .filter(it -> filter.code().map(it.refusal().code()::equals).orElse(true));
  }

  private void put(Found found) {
    database.put(database.parked, found.parked().id(), found);
  }
}
