package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.ScheduleKey;
import dev.holdfast.engine.model.ScheduleRecord;
import dev.holdfast.engine.port.ScheduleStore.Firing;
import dev.holdfast.engine.port.StatisticsReader.StatusCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Says when a schedule fires, and that it does so once in the cluster. */
public abstract class ScheduleStoreContract extends StorageContract {

  private static final ScheduleKey HOURLY = new ScheduleKey(WORKFLOW, "0 * * * *");
  private static final ScheduleKey DAILY = new ScheduleKey(WORKFLOW, "0 9 * * *");
  private static final Instant ONE = Instant.parse("2026-03-01T13:00:00Z");
  private static final Instant TWO = Instant.parse("2026-03-01T14:00:00Z");
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void keepsWhatIsRegistered() {
    register(hourly(), daily());

    assertThat(storage.schedules().list(WORKFLOW)).containsExactly(hourly(), daily());
    assertThat(storage.schedules().list("returns")).isEmpty();
  }

  @Test
  void leavesAStoredScheduleAsItIsWhenItIsRegisteredAgain() {
    register(hourly(), daily());
    storage.schedules().fire(firing(HOURLY, ONE, TWO, ONE));
    storage.schedules().pause(DAILY);

    register(hourly(), daily());

    assertThat(storage.schedules().list(WORKFLOW))
        .containsExactly(
            new ScheduleRecord(HOURLY, "UTC", TWO, ONE, false),
            new ScheduleRecord(DAILY, "UTC", null, null, true));
  }

  @Test
  void isDueWhenAnotherTimeZoneSaysUnlessItIsPaused() {
    register(hourly(), daily());
    storage.schedules().pause(DAILY);

    register(
        ScheduleRecord.first(HOURLY, "Europe/Berlin", TWO),
        ScheduleRecord.first(DAILY, "Europe/Berlin", TWO));

    assertThat(storage.schedules().list(WORKFLOW))
        .containsExactly(
            new ScheduleRecord(HOURLY, "Europe/Berlin", TWO, null, false),
            new ScheduleRecord(DAILY, "Europe/Berlin", null, null, true));
  }

  @Test
  void forgetsWhatIsNotDeployedAnyMoreOfThatWorkflowOnly() {
    ScheduleRecord other =
        ScheduleRecord.first(new ScheduleKey("returns", "5 * * * *"), "UTC", ONE);
    storage.schedules().register("returns", List.of(other));
    register(hourly(), daily());

    register(daily());

    assertThat(storage.schedules().list(WORKFLOW)).containsExactly(daily());
    assertThat(storage.schedules().list("returns")).containsExactly(other);
  }

  @Test
  void listsWhatIsDueFirstWithoutPausedOnes() {
    ScheduleRecord other =
        ScheduleRecord.first(new ScheduleKey("returns", "5 * * * *"), "UTC", TWO);
    storage.schedules().register("returns", List.of(other));
    register(hourly(), daily());

    assertThat(next(WORKFLOW, "returns")).containsExactly(hourly(), other, daily());
    assertThat(next("returns")).containsExactly(other);
    assertThat(next()).isEmpty();
    storage.schedules().pause(HOURLY);
    assertThat(next(WORKFLOW)).containsExactly(daily());
  }

  @Test
  void movesOnAndCreatesTheInstancesTogether() {
    register(hourly());
    InstanceRecord first = queued("first");
    InstanceRecord second = queued("second");

    boolean fired = storage.schedules().fire(firing(HOURLY, ONE, TWO, ONE, first, second));

    assertThat(fired).isTrue();
    assertThat(storage.schedules().list(WORKFLOW))
        .containsExactly(new ScheduleRecord(HOURLY, "UTC", TWO, ONE, false));
    assertThat(find(first)).isEqualTo(first);
    assertThat(find(second)).isEqualTo(second);
    assertThat(storage.queue().claimDue(node, List.of(WORKFLOW), START, 9)).hasSize(2);
  }

  @Test
  void keepsTheLastFiringWhenMissedOnesCreateNothing() {
    register(hourly());
    storage.schedules().fire(firing(HOURLY, ONE, TWO, ONE));

    storage.schedules().fire(firing(HOURLY, TWO, NINE, null));

    assertThat(storage.schedules().list(WORKFLOW))
        .containsExactly(new ScheduleRecord(HOURLY, "UTC", NINE, ONE, false));
  }

  @Test
  void doesNothingWhenItIsNotDueAtThatTimeAnyMore() {
    register(hourly());
    InstanceRecord instance = queued("late");

    assertThat(storage.schedules().fire(firing(HOURLY, TWO, NINE, TWO, instance))).isFalse();
    assertThat(storage.schedules().fire(firing(DAILY, NINE, NINE, NINE, instance))).isFalse();
    storage.schedules().pause(HOURLY);
    assertThat(storage.schedules().fire(firing(HOURLY, ONE, TWO, ONE, instance))).isFalse();

    assertThat(storage.reader().find(instance.key())).isEmpty();
  }

  @Test
  void leavesAnInstanceAloneThatIsThereAlready() {
    register(hourly());
    InstanceRecord older = complete("same");
    InstanceRecord other = queued("other");

    boolean fired = storage.schedules().fire(firing(HOURLY, ONE, TWO, ONE, queued("same"), other));

    assertThat(fired).isTrue();
    assertThat(find(older).status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(find(other).status()).isEqualTo(InstanceStatus.QUEUED);
  }

  @Test
  void changesNothingWhenAnInstanceCannotBeStored() {
    register(hourly());
    InstanceRecord taken = store(queued("taken"));
    InstanceRecord sameNumber =
        InstanceRecord.queued(
            taken.number(), new InstanceKey(WORKFLOW, "another"), taken.origin(), START);

    assertThatThrownBy(() -> storage.schedules().fire(firing(HOURLY, ONE, TWO, ONE, sameNumber)))
        .isInstanceOf(RuntimeException.class);

    assertThat(storage.schedules().list(WORKFLOW)).containsExactly(hourly());
  }

  @Test
  void firesOnceHoweverManyNodesTry() {
    Storage other = storage.ofOtherProcess();
    for (int round = 0; round < 10; round++) {
      String id = "round-" + round;
      storage.schedules().register(WORKFLOW, List.of());
      register(hourly());
      List<Callable<Boolean>> nodes = new ArrayList<>();
      for (Storage process : List.of(storage, other, storage, other)) {
        InstanceRecord instance = queued(id);
        nodes.add(() -> process.schedules().fire(firing(HOURLY, ONE, TWO, ONE, instance)));
      }

      assertThat(race(nodes)).containsOnlyOnce(true);
      assertThat(storage.reader().find(new InstanceKey(WORKFLOW, id))).isPresent();
    }
    assertThat(storage.statistics().countInstances())
        .containsExactly(new StatusCount(WORKFLOW, InstanceStatus.QUEUED, 10));
  }

  @Test
  void registersOnceHoweverManyNodesStart() {
    Storage other = storage.ofOtherProcess();
    List<Callable<Boolean>> nodes =
        IntStream.range(0, 4)
            .<Callable<Boolean>>mapToObj(
                i ->
                    () -> {
                      (i % 2 == 0 ? storage : other)
                          .schedules()
                          .register(WORKFLOW, List.of(hourly(), daily()));
                      return true;
                    })
            .toList();

    race(nodes);

    assertThat(storage.schedules().list(WORKFLOW)).containsExactly(hourly(), daily());
  }

  @Test
  void pausesAndResumes() {
    register(hourly());
    ScheduleRecord paused = new ScheduleRecord(HOURLY, "UTC", null, null, true);
    ScheduleRecord resumed = new ScheduleRecord(HOURLY, "UTC", TWO, null, false);

    assertThat(storage.schedules().pause(HOURLY)).contains(paused);
    assertThat(storage.schedules().pause(HOURLY)).contains(paused);
    assertThat(storage.schedules().resume(HOURLY, TWO)).contains(resumed);
    assertThat(storage.schedules().resume(HOURLY, NINE)).contains(resumed);
    assertThat(storage.schedules().list(WORKFLOW)).containsExactly(resumed);
    assertThat(storage.schedules().pause(DAILY)).isEmpty();
    assertThat(storage.schedules().resume(DAILY, TWO)).isEmpty();
  }

  private void register(ScheduleRecord... schedules) {
    storage.schedules().register(WORKFLOW, List.of(schedules));
  }

  private List<ScheduleRecord> next(String... workflows) {
    return storage.schedules().listNext(List.of(workflows));
  }

  private static ScheduleRecord hourly() {
    return ScheduleRecord.first(HOURLY, "UTC", ONE);
  }

  private static ScheduleRecord daily() {
    return ScheduleRecord.first(DAILY, "UTC", NINE);
  }

  private static Firing firing(
      ScheduleKey key,
      Instant dueAt,
      Instant nextAt,
      @Nullable Instant lastAt,
      InstanceRecord... instances) {
    return new Firing(key, dueAt, nextAt, lastAt, List.of(instances));
  }
}
