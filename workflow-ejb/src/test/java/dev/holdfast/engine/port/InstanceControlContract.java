package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.InstanceControl.Terminated;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Says how instances are changed from outside their run. */
public abstract class InstanceControlContract extends StorageContract {

  private static final Instant END = START.plusSeconds(30);

  @Test
  void terminatesWhateverHasNotEnded() {
    for (InstanceRecord instance :
        List.of(run("a"), store(queued("b")), sleep("c", START), sleep("d", null))) {
      InstanceStatus before = find(instance).status();

      assertThat(storage.control().terminate(instance.key(), END))
          .contains(new Terminated(instance.number(), before));

      InstanceRecord stored = find(instance);
      assertThat(stored.status()).isEqualTo(InstanceStatus.TERMINATED);
      assertThat(stored.endedAt()).isEqualTo(END);
      assertThat(stored.owner()).isNull();
      assertThat(stored.wakeAt()).isNull();
    }
    assertThat(storage.queue().nextDue(List.of(WORKFLOW))).isEmpty();
  }

  @Test
  void changesNothingThatHasEnded() {
    InstanceRecord instance = complete("a");
    InstanceRecord before = find(instance);

    assertThat(storage.control().terminate(instance.key(), END))
        .contains(new Terminated(instance.number(), InstanceStatus.COMPLETE));
    assertThat(find(instance)).isEqualTo(before);
  }

  @Test
  void findsNothingUnderAnUnknownKey() {
    assertThat(storage.control().terminate(new InstanceKey(WORKFLOW, "?"), END)).isEmpty();
  }

  @Test
  void decidesARaceWithTheRunOneWayOrTheOther() {
    Storage other = storage.ofOtherProcess();
    Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
    for (int round = 0; round < 150; round++) {
      InstanceRecord instance = run("i" + round);

      List<Object> results =
          race(
              () -> write(newStep(instance, done(1)), completion(instance)),
              () -> other.control().terminate(instance.key(), END));

      InstanceRecord stored = find(instance);
      boolean completed = stored.status() == InstanceStatus.COMPLETE;
      Outcome outcome = completed ? Outcome.APPLIED : Outcome.LEASE_LOST;
      assertThat(results.get(0)).isEqualTo(List.of(outcome, outcome));
      assertThat(results.get(1))
          .isEqualTo(
              Optional.of(
                  new Terminated(
                      instance.number(),
                      completed ? InstanceStatus.COMPLETE : InstanceStatus.RUNNING)));
      assertThat(stepsOf(instance)).hasSize(completed ? 1 : 0);
      seen.add(outcome);
    }
    assertThat(seen).contains(Outcome.APPLIED, Outcome.LEASE_LOST);
  }

  @Test
  void getsThroughToABusyNode() throws Exception {
    InstanceRecord busy = run("busy");
    AtomicBoolean enough = new AtomicBoolean();
    Future<Integer> writer =
        threads.submit(
            () -> {
              int seq = 0;
              while (!enough.get()) {
                seq++;
                assertThat(write(newStep(busy, done(seq)))).containsExactly(Outcome.APPLIED);
              }
              return seq;
            });

    for (int i = 0; i < 20; i++) {
      InstanceRecord instance = run("i" + i);
      assertThat(storage.control().terminate(instance.key(), END)).isPresent();
      assertThat(write(newStep(instance, done(1)))).containsExactly(Outcome.LEASE_LOST);
    }

    enough.set(true);
    int written = writer.get();
    assertThat(stepsOf(busy)).hasSize(written);
  }
}
