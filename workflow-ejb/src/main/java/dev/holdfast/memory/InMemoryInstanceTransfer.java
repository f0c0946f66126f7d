package dev.holdfast.memory;

import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceExport.Chunk;
import dev.holdfast.engine.model.InstanceExport.Event;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.Relocation;
import dev.holdfast.engine.port.InstanceTransfer;
import dev.holdfast.memory.InMemoryDatabase.ChunkKey;
import dev.holdfast.memory.InMemoryDatabase.EntryKey;
import dev.holdfast.memory.InMemoryDatabase.StoredEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes whole instances out of memory and puts them in. */
public final class InMemoryInstanceTransfer implements InstanceTransfer {

  private final InMemoryDatabase database;

  /**
   * Makes a transfer.
   *
   * @param database where the instances are
   */
  public InMemoryInstanceTransfer(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public List<InstanceExport> read(Collection<Long> numbers) {
    return database.inTransaction(
        () ->
            numbers.stream()
                .sorted()
                .flatMap(number -> Stream.ofNullable(database.instances.get(number)))
                .filter(row -> row.owner() == null)
                .map(this::export)
                .toList());
  }

  @Override
  public Optional<InstanceExport> readWhole(long number) {
    return database.inTransaction(
        () ->
            Optional.ofNullable(database.instances.get(number))
                .filter(row -> row.owner() == null)
                .map(this::export)
                .map(this::withChunks));
  }

  @Override
  public List<Outcome> insert(List<InstanceExport> instances) {
    return database.inTransaction(() -> instances.stream().map(this::insert).toList());
  }

  /** Returns all but the chunks; to be called in a transaction. */
  InstanceExport export(InstanceRecord row) {
    long number = row.number();
    int epoch = row.epoch();
    return new InstanceExport(
        row,
        InMemoryDatabase.ofLife(database.steps, number, epoch),
        InMemoryDatabase.ofLife(database.attempts, number, epoch),
        InMemoryDatabase.ofLife(database.events, number, epoch).stream()
            .map(it -> new Event(it.record(), it.taken(), it.log()))
            .toList(),
        InMemoryDatabase.ofLife(database.log, number, epoch),
        List.of());
  }

  /** Adds the chunks that steps refer to; to be called in a transaction. */
  InstanceExport withChunks(InstanceExport export) {
    Set<String> ids =
        export.steps().stream()
            .flatMap(step -> LargeValue.of(step.result()).stream())
            .map(LargeValue::id)
            .collect(Collectors.toSet());
    return export.withChunks(
        database.chunks.entrySet().stream()
            .filter(it -> it.getKey().blob().instance() == export.instance().number())
            .filter(it -> ids.contains(it.getKey().blob().id()))
            .map(
                it ->
                    new Chunk(
                        it.getKey().blob().step(),
                        it.getKey().blob().id(),
                        it.getKey().number(),
                        it.getValue()))
            .toList());
  }

  private Outcome insert(InstanceExport export) {
    InstanceKey key = export.instance().key();
    if (database.numbers.containsKey(key)) {
      return Outcome.ALREADY_EXISTS;
    }
    if (!database.numbers.keySet().containsAll(export.awaited())) {
      return Outcome.NOT_FOUND;
    }
    InstanceExport linked = Relocation.linked(export, relatives(export));
    InstanceRecord row = linked.instance();
    long number = row.number();
    int epoch = row.epoch();
    database.put(database.instances, number, row);
    database.put(database.numbers, key, number);
    linked
        .steps()
        .forEach(it -> database.put(database.steps, new EntryKey(number, epoch, it.seq(), 0), it));
    linked
        .attempts()
        .forEach(
            it ->
                database.put(
                    database.attempts,
                    new EntryKey(number, epoch, it.stepSeq(), it.attempt()),
                    it));
    linked
        .events()
        .forEach(
            it ->
                database.put(
                    database.events,
                    new EntryKey(number, epoch, 0, it.record().number()),
                    new StoredEvent(it.record(), it.taken(), it.log())));
    linked.log().forEach(it -> database.log(number, epoch, it));
    linked
        .chunks()
        .forEach(
            it ->
                database.put(
                    database.chunks,
                    new ChunkKey(new BlobKey(number, it.step(), it.id()), it.number()),
                    it.data()));
    linked.children().forEach(child -> adopt(child, row));
    return Outcome.APPLIED;
  }

  private Map<InstanceKey, InstanceRecord> relatives(InstanceExport export) {
    @Nullable Parent parent = export.instance().origin().parent();
    Map<InstanceKey, InstanceRecord> found = new HashMap<>();
    Stream.concat(Stream.ofNullable(parent).map(Parent::key), export.children().stream())
        .filter(database.numbers::containsKey)
        .forEach(key -> found.put(key, find(key)));
    return found;
  }

  private InstanceRecord find(InstanceKey key) {
    return Objects.requireNonNull(database.instances.get(database.numbers.get(key)));
  }

  /** Tells a child that came before its parent what the parent's number is here. */
  private void adopt(InstanceKey child, InstanceRecord row) {
    if (!database.numbers.containsKey(child)) {
      return;
    }
    InstanceRecord found = find(child);
    @Nullable Parent parent = found.origin().parent();
    if (parent != null && parent.number() == 0 && parent.key().equals(row.key())) {
      Parent here = new Parent(row.key(), row.number(), parent.epoch(), parent.step());
      database.put(
          database.instances,
          found.number(),
          found
              .relocated(found.number(), here)
              .edit()
              .log(found.log() + LogPositions.STEP)
              .build());
    }
  }
}
