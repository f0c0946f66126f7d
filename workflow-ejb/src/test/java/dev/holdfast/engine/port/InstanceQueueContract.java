package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceQueue.Claim;
import dev.holdfast.engine.port.InstanceQueue.Inbox;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import dev.holdfast.engine.port.InstanceQueue.OwnedInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Says who gets which instance when. */
public abstract class InstanceQueueContract extends StorageContract {

  private static final List<String> WORKFLOWS = List.of(WORKFLOW, "returns");

  @Test
  void claimsWaitingOnesFirstThenQueuedOnesOldestFirst() {
    InstanceRecord queuedLater = store(queued(WORKFLOW, "a", START.plusSeconds(2)));
    InstanceRecord queuedEarlier = store(queued(WORKFLOW, "b", START.plusSeconds(1)));
    InstanceRecord waitingLater = sleep("c", START.plusSeconds(4));
    InstanceRecord waitingEarlier = sleep("d", START.plusSeconds(3));
    InstanceRecord samePointInTime = sleep("e", START.plusSeconds(4));

    assertThat(claim(START.plusSeconds(9), 9))
        .extracting(InstanceRecord::number)
        .containsExactly(
            waitingEarlier.number(),
            waitingLater.number(),
            samePointInTime.number(),
            queuedEarlier.number(),
            queuedLater.number());
  }

  @Test
  void makesWhatItClaimsRunningAndOwned() {
    InstanceRecord instance = store(queued("a"));

    List<InstanceRecord> claimed = claim(START, 1);

    assertThat(claimed).containsExactly(instance.claimedBy(node, START));
    assertThat(find(instance)).isEqualTo(instance.claimedBy(node, START));
    assertThat(claim(START, 1)).isEmpty();
    assertThat(write(newStep(claimed.get(0), done(1)), completion(claimed.get(0))))
        .containsOnly(Outcome.APPLIED);
  }

  @Test
  void claimsNoMoreThanTheLimitOverBothKinds() {
    sleep("a", START);
    store(queued("b"));
    store(queued("c"));

    assertThat(claim(START, 2)).extracting(it -> it.key().id()).containsExactly("a", "b");
    assertThat(claim(START, 2)).extracting(it -> it.key().id()).containsExactly("c");
  }

  @Test
  void leavesAloneWhatIsNotDueOrOfOtherWorkflows() {
    store(queued(WORKFLOW, "later", START.plusMillis(1)));
    store(queued("unknown", "other", START));
    sleep("for ever", null);
    run("running");
    complete("complete");

    assertThat(claim(START, 9)).isEmpty();
    assertThat(storage.queue().claimDue(node, List.of(), START.plusSeconds(1), 9)).isEmpty();
  }

  @Test
  void refusesAFencedNode() {
    store(queued("a"));
    storage.nodes().leave(node);

    assertThatThrownBy(() -> claim(START, 1)).isInstanceOf(NodeFencedException.class);
  }

  @Test
  void neverGivesAnInstanceToTwo() {
    int instances = 60;
    IntStream.range(0, instances).forEach(i -> store(queued("i" + i)));
    Storage other = storage.ofOtherProcess();
    long south = other.nodes().join("south");
    List<Callable<List<Long>>> claimers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      claimers.add(() -> claimAll(storage.queue(), node));
      claimers.add(() -> claimAll(other.queue(), south));
    }

    List<Long> claimed = race(claimers).stream().flatMap(List::stream).toList();

    assertThat(claimed).hasSize(instances).doesNotHaveDuplicates();
    assertThat(storage.queue().listOwned(node).size() + storage.queue().listOwned(south).size())
        .isEqualTo(instances);
  }

  @Test
  void tellsWhenTheNextInstanceIsDue() {
    assertThat(storage.queue().nextDue(WORKFLOWS)).isEmpty();
    sleep("for ever", null);
    run("running");
    store(queued("unknown", "other", START));
    assertThat(storage.queue().nextDue(WORKFLOWS)).isEmpty();
    store(queued(WORKFLOW, "a", START.plusSeconds(7)));
    assertThat(storage.queue().nextDue(WORKFLOWS)).contains(START.plusSeconds(7));
    sleep("b", START.plusSeconds(3));

    assertThat(storage.queue().nextDue(WORKFLOWS)).contains(START.plusSeconds(3));
    assertThat(storage.queue().nextDue(List.of())).isEmpty();
  }

  @Test
  void listsWhatANodeOwnsWithItsSignals() {
    InstanceRecord first = run("a");
    InstanceRecord second = run("b");
    sleep("c", null);
    write(event(second, "e1"));

    assertThat(storage.queue().listOwned(node))
        .containsExactlyInAnyOrder(
            new OwnedInstance(first.number(), 1, 0, InstanceStatus.RUNNING),
            new OwnedInstance(second.number(), 1, 1, InstanceStatus.RUNNING));
    assertThat(storage.queue().listOwned(node + 1)).isEmpty();
  }

  @Test
  void loadsWhatInstancesRemember() {
    InstanceRecord eventful = run("a");
    InstanceRecord empty = run("b");
    var event = event(eventful, "e1");
    write(newStep(eventful, done(1)), newStep(eventful, done(2)), event);
    storage.queue().noteRecovery(eventful.lease(), 3, 2);

    assertThat(storage.queue().load(List.of(eventful, empty)))
        .isEqualTo(
            Map.of(
                eventful.number(),
                new Memory(List.of(done(1), done(2)), new Inbox(1, List.of(event.record())), 2),
                empty.number(),
                new Memory(List.of(), new Inbox(0, List.of()), 0)));
    assertThat(find(eventful).recoveries()).isEqualTo(3);
    assertThat(find(eventful).owner()).isEqualTo(node);
    assertThat(storage.queue().load(List.of())).isEmpty();
  }

  @Test
  void loadsStepsAsTheyAreListed() {
    InstanceRecord instance = run("steps");
    var event = event(instance, "e,{7} \\ \"");
    write(event);
    StepRecord full =
        new StepRecord(
            new StepKey(StepKind.CHILD, "branch", "call", 2),
            2,
            StepStatus.ERRORED,
            3,
            START,
            START.plusSeconds(1),
            Instant.parse("9999-12-31T23:59:59.999999Z"),
            "{\"retries\":3}",
            "$child",
            json("[\"\u00e9\", {}]"),
            new Failure(
                new ErrorInfo("SoldOut", "none, \"left\"\\", "shop.empty"), List.of("A", "B")),
            new TakenEvent(event.record().number(), event.record().eventId(), START.plusSeconds(2)),
            64,
            80,
            new InstanceKey("payments", "p \"1\""));
    write(newStep(instance, done(1)), newStep(instance, full), newStep(instance, running(3)));

    List<StepRecord> loaded =
        storage.queue().load(List.of(instance)).get(instance.number()).steps();

    assertThat(loaded).isEqualTo(stepsOf(instance)).hasSize(3).contains(full);
  }

  @Test
  void forgetsRecoveriesWhenTheInstanceIsSuspended() {
    InstanceRecord instance = run("a");
    storage.queue().noteRecovery(instance.lease(), 3, 2);

    write(suspension(instance, null, 0));

    assertThat(find(instance).recoveries()).isZero();
  }

  @Test
  void notesNoRecoveryOfAnInstanceThatAnotherNodeHas() {
    InstanceRecord lost = run("a");
    InstanceRecord kept = run("b");
    Lease lease = lost.lease();
    write(suspension(lost, START, 0));
    long south = storage.nodes().join("south");
    storage.queue().claimDue(south, WORKFLOWS, START.plusSeconds(9), 1);

    storage.queue().noteRecovery(lease, 3, 2);
    storage.queue().noteRecovery(new Lease(kept.number(), kept.epoch() + 1, node), 3, 2);

    assertThat(find(lost).owner()).isEqualTo(south);
    assertThat(find(lost).recoveries()).isZero();
    assertThat(find(kept).recoveries()).isZero();
  }

  @Test
  void notesNoRecoveryOfAnInstanceThatIsGone() {
    InstanceRecord instance = run("a");
    storage.control().change(instance.key(), (row, journal) -> Decision.delete(row));

    storage.queue().noteRecovery(instance.lease(), 1, 0);

    assertThat(storage.reader().find(instance.key())).isEmpty();
  }

  @Test
  void claimsOfALimitedWorkflowOnlyWhatMayExecute() {
    run("executing");
    storeQueued(WORKFLOW, 4);

    Claim claim = claimLimited(Map.of(WORKFLOW, 3), 9);

    assertThat(claim.instances()).extracting(it -> it.key().id()).containsExactly("q0", "q1");
    assertThat(claim.heldBack()).containsExactly(WORKFLOW);
    assertThat(claimLimited(Map.of(WORKFLOW, 3), 9).instances()).isEmpty();
  }

  @Test
  void countsWhatOtherNodesExecute() {
    Storage other = storage.ofOtherProcess();
    long south = other.nodes().join("south");
    storeQueued(WORKFLOW, 3);
    assertThat(
            other
                .queue()
                .claimDue(south, WORKFLOWS, Map.of(WORKFLOW, 2), START.plusSeconds(9), 1)
                .instances())
        .hasSize(1);

    assertThat(claimLimited(Map.of(WORKFLOW, 2), 9).instances()).hasSize(1);
    assertThat(claimLimited(Map.of(WORKFLOW, 2), 9).instances()).isEmpty();
  }

  @Test
  void looksBehindTheInstancesOfAFullWorkflow() {
    storeQueued(WORKFLOW, 5);
    storeQueued("returns", 3);

    Claim claim = claimLimited(Map.of(WORKFLOW, 1), 4);

    assertThat(claim.instances())
        .extracting(it -> it.key().workflow())
        .containsExactly(WORKFLOW, "returns", "returns", "returns");
    assertThat(claim.instances()).allMatch(it -> find(it).equals(it));
    assertThat(storage.queue().listOwned(node)).hasSize(4);
  }

  @Test
  void claimsWhatWaitedBeforeWhatIsQueuedOfALimitedWorkflow() {
    storeQueued(WORKFLOW, 1);
    InstanceRecord woken = sleep("woken", START.plusSeconds(8));

    assertThat(claimLimited(Map.of(WORKFLOW, 1), 9).instances())
        .extracting(InstanceRecord::number)
        .containsExactly(woken.number());
  }

  @Test
  void holdsNothingBackWhileThereIsRoom() {
    storeQueued(WORKFLOW, 2);

    Claim claim = claimLimited(Map.of(WORKFLOW, 3, "returns", 1), 9);

    assertThat(claim.instances()).hasSize(2);
    assertThat(claim.heldBack()).isEmpty();
  }

  @Test
  void neverLetsNodesTogetherExecuteMoreThanTheLimit() {
    storeQueued(WORKFLOW, 40);
    Storage other = storage.ofOtherProcess();
    long south = other.nodes().join("south");
    List<Callable<Integer>> claimers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      claimers.add(() -> claimRepeatedly(storage.queue(), node));
      claimers.add(() -> claimRepeatedly(other.queue(), south));
    }

    int claimed = race(claimers).stream().mapToInt(Integer::intValue).sum();

    assertThat(claimed).isEqualTo(7);
    assertThat(storage.queue().listOwned(node).size() + storage.queue().listOwned(south).size())
        .isEqualTo(7);
  }

  @Test
  void countsQueuedInstancesOfAWorkflowUpToABound() {
    storeQueued(WORKFLOW, 3);
    storeQueued("returns", 1);
    store(queued(WORKFLOW, "later", START.plusSeconds(99)));
    run("running");
    sleep("waiting", START);
    complete("complete");

    assertThat(storage.queue().countQueued(WORKFLOW, 100)).isEqualTo(4);
    assertThat(storage.queue().countQueued(WORKFLOW, 2)).isEqualTo(2);
    assertThat(storage.queue().countQueued("unknown", 2)).isZero();
  }

  private static int claimRepeatedly(InstanceQueue queue, long node) {
    int claimed = 0;
    for (int i = 0; i < 20; i++) {
      claimed +=
          queue
              .claimDue(node, WORKFLOWS, Map.of(WORKFLOW, 7), START.plusSeconds(9), 2)
              .instances()
              .size();
    }
    return claimed;
  }

  private void storeQueued(String workflow, int count) {
    for (int i = 0; i < count; i++) {
      store(queued(workflow, "q" + i, START.plusMillis(i)));
    }
  }

  private Claim claimLimited(Map<String, Integer> limits, int limit) {
    return storage.queue().claimDue(node, WORKFLOWS, limits, START.plusSeconds(9), limit);
  }

  private List<InstanceRecord> claim(Instant now, int limit) {
    List<InstanceRecord> claimed = storage.queue().claimDue(node, WORKFLOWS, now, limit);
    assertThat(claimed).allMatch(it -> it.status() == InstanceStatus.RUNNING);
    return claimed;
  }

  private static List<Long> claimAll(InstanceQueue queue, long node) {
    List<Long> claimed = new ArrayList<>();
    List<InstanceRecord> batch = Collections.emptyList();
    int misses = 0;
    while (misses < 3) {
      batch = queue.claimDue(node, WORKFLOWS, START, 4);
      batch.forEach(it -> claimed.add(it.number()));
      misses = batch.isEmpty() ? misses + 1 : 0;
    }
    return claimed;
  }
}
