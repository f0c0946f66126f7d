package dev.holdfast.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceQueue.Inbox;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryInstanceQueue;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalCacheTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final InMemoryDatabase database = new InMemoryDatabase(() -> START);
  private final JournalCache cache =
      new JournalCache(new InMemoryInstanceQueue(database), 64 * 1024);

  @Test
  void remembersAJournalUntilItIsTaken() {
    InstanceRecord instance = suspend(1, 3);

    assertThat(cache.take(instance)).contains(journal(3, ""));
    assertThat(cache.take(instance)).isEmpty();
  }

  @Test
  void takesNothingForWhatTheInstanceIsNotAnyMore() {
    assertThat(cache.take(suspend(1, 1).edit().epoch(2).build())).isEmpty();
    assertThat(cache.take(suspend(1, 1).edit().signals(1).build())).isEmpty();
    assertThat(cache.take(suspend(1, 1).edit().log(24).build())).isEmpty();
    assertThat(cache.take(suspend(1, 1).edit().recoveries(1).build())).isEmpty();
    assertThat(cache.take(suspend(1, 1))).isPresent();
  }

  @Test
  void knowsThatAnInstanceLeftInTheQueueHasStoredNothing() {
    InstanceRecord queued = instance(1).edit().owner(null).build();
    cache.queued(queued);

    assertThat(cache.take(queued.claimedBy(7, START))).contains(journal(0, ""));

    cache.queued(queued);
    assertThat(cache.take(queued.edit().signals(1).log(24).build())).isEmpty();
  }

  @Test
  void knowsWhoWaitsForAnEventUntilItChanges() {
    InstanceRecord waiting = suspendFor(1, List.of("paid"));
    InstanceRecord changing = suspendFor(2, null);

    assertThat(cache.findWaiting(waiting.key(), "paid"))
        .contains(waiting.edit().status(InstanceStatus.WAITING).owner(null).build());
    assertThat(cache.findWaiting(waiting.key(), "other")).isEmpty();
    assertThat(cache.findWaiting(changing.key(), "other")).isPresent();

    cache.changed(2);
    assertThat(cache.findWaiting(changing.key(), "other")).isEmpty();
    cache.take(waiting);
    assertThat(cache.findWaiting(waiting.key(), "paid")).isEmpty();
  }

  @Test
  void tellsAnInstanceFromTheOneWithItsIdBefore() {
    InstanceRecord deleted = suspendFor(1, null);
    InstanceRecord present = suspendFor(2, deleted.key(), null);

    cache.changed(1);

    assertThat(cache.findWaiting(deleted.key(), "paid").orElseThrow().number()).isEqualTo(2);
    assertThat(cache.take(present)).isPresent();
    assertThat(cache.findWaiting(deleted.key(), "paid")).isEmpty();
  }

  @Test
  void ratherRemembersAJournalThanARow() {
    EncodedValue params = new EncodedValue("json", "tree", "x".repeat(1_200));
    InstanceRecord instance = instance(1).edit().params(params).build();

    cache.suspended(instance, journal(2, ""), suspension(instance, null));

    assertThat(cache.findWaiting(instance.key(), "paid")).isEmpty();
    assertThat(cache.take(instance)).isPresent();
  }

  @Test
  void keepsNoRowsOfInstancesThatOnlySleep() {
    assertThat(cache.findWaiting(suspendFor(1, List.of()).key(), "paid")).isEmpty();
  }

  @Test
  void forgetsWhoWaitsTogetherWithTheJournal() {
    List<InstanceRecord> instances =
        IntStream.rangeClosed(1, 200).mapToObj(number -> suspendFor(number, null)).toList();

    for (InstanceRecord instance : instances) {
      boolean isWaiting = cache.findWaiting(instance.key(), "paid").isPresent();
      assertThat(cache.take(instance).isPresent()).isEqualTo(isWaiting);
    }
    assertThat(cache.findWaiting(instances.get(199).key(), "paid")).isEmpty();
  }

  @Test
  void readsWhatItDoesNotRemember() {
    InstanceRecord known = suspend(1, 2);
    InstanceRecord unknown = instance(2);

    assertThat(cache.load(List.of(known, unknown)))
        .containsOnlyKeys(1L, 2L)
        .containsEntry(1L, journal(2, ""))
        .containsEntry(2L, new Memory(List.of(), new Inbox(0, List.of()), 0));
  }

  @Test
  void forgetsTheOldestFirst() {
    List<InstanceRecord> instances =
        IntStream.rangeClosed(1, 100).mapToObj(number -> suspend(number, 1)).toList();

    List<Boolean> remembered = instances.stream().map(it -> cache.take(it).isPresent()).toList();

    assertThat(remembered.get(0)).isFalse();
    assertThat(remembered.get(99)).isTrue();
    assertThat(remembered).isSorted();
    assertThat(remembered).filteredOn(it -> it).hasSizeBetween(50, 70);
  }

  @Test
  void remembersNothingThatWouldFillIt() {
    InstanceRecord instance = instance(1);

    cache.suspended(instance, journal(1, "x".repeat(4 * 1024)), suspension(instance));

    assertThat(cache.take(instance)).isEmpty();
  }

  private InstanceRecord suspend(long number, int steps) {
    InstanceRecord instance = instance(number);
    cache.suspended(instance, journal(steps, ""), suspension(instance));
    return instance;
  }

  private InstanceRecord suspendFor(long number, @Nullable List<String> types) {
    return suspendFor(number, new InstanceKey("w", "i" + number), types);
  }

  private InstanceRecord suspendFor(long number, InstanceKey key, @Nullable List<String> types) {
    InstanceRecord instance = instance(number, key).edit().awaits(types).build();
    cache.suspended(instance, journal(1, ""), suspension(instance, types));
    return instance.edit().startedAt(START).lastVersion("v1").build();
  }

  private static InstanceRecord instance(long number) {
    return instance(number, new InstanceKey("w", "i" + number));
  }

  private static InstanceRecord instance(long number, InstanceKey key) {
    InstanceRecord.Origin origin = new InstanceRecord.Origin(null, START, "v1", "api", "ann");
    return InstanceRecord.queued(number, key, origin, START).runningOn(7).edit().log(16).build();
  }

  private static Change.Suspended suspension(InstanceRecord instance) {
    return suspension(instance, List.of());
  }

  private static Change.Suspended suspension(
      InstanceRecord instance, @Nullable List<String> awaits) {
    return new Change.Suspended(
        instance.lease(), InstanceStatus.WAITING, null, 0, START, "v1", START, 16, awaits);
  }

  private static Memory journal(int steps, String result) {
    return new Memory(
        IntStream.rangeClosed(1, steps)
            .mapToObj(
                seq ->
                    StepRecord.started(new StepKey(StepKind.RUN, "", "s" + seq, 1), seq, START)
                        .completed(1, new EncodedValue("json", "tree", result), START))
            .toList(),
        new Inbox(0, List.of()),
        0);
  }
}
