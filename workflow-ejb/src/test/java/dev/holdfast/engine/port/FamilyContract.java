package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.ChildCreated;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.Change.ParentTold;
import dev.holdfast.engine.model.Change.ProgressPublished;
import dev.holdfast.engine.model.ChildEnd;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceControl.Rewrite;
import dev.holdfast.engine.port.InstanceQueue.Inbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Says how instances, their children and those who watch them get to know of one another. */
public abstract class FamilyContract extends StorageContract {

  private static final int STEP = 1;

  /** Stores a parent that runs. */
  private InstanceRecord parent(String id) {
    return run(id);
  }

  private InstanceRecord childOf(InstanceRecord parent, String id) {
    Origin origin = queued(id).origin();
    return InstanceRecord.queued(
        storage.ids().nextInstanceNumber(),
        new InstanceKey(WORKFLOW, id),
        new Origin(
            origin.params(),
            origin.createdAt(),
            origin.version(),
            "child",
            "",
            origin.retention(),
            new Parent(parent.key(), parent.number(), parent.epoch(), STEP),
            null),
        START);
  }

  /** Stores a child that the node runs. */
  private InstanceRecord runChild(InstanceRecord parent, String id) {
    InstanceRecord child = childOf(parent, id).claimedBy(node, START);
    assertThat(write(new ChildCreated(parent.lease(), child))).containsExactly(Outcome.APPLIED);
    return child;
  }

  /** Records that a parent calls a child, or has only started it. */
  private void call(InstanceRecord parent, InstanceRecord child, boolean waits) {
    StepRecord step =
        StepRecord.started(new StepKey(StepKind.CHILD, "", "call", 1), STEP, START)
            .starting(child.key(), waits ? ChildEnd.eventType(STEP) : null);
    write(newStep(parent, step));
  }

  private ChildEnd end(InstanceRecord child) {
    return new ChildEnd(
        child.origin().parent(),
        child.key(),
        child.number(),
        child.epoch(),
        storage.ids().nextEventNumber(),
        json("{\"status\":\"COMPLETE\"}"),
        START.plusSeconds(7));
  }

  private List<Outcome> complete(InstanceRecord child) {
    return write(new ParentTold(child.lease(), end(child)), completion(child));
  }

  private Inbox inbox(InstanceRecord instance) {
    return storage.queue().readInbox(instance.number(), find(instance).epoch());
  }

  @Test
  void createsAChildWhileItsParentsLeaseIsInForce() {
    InstanceRecord parent = parent("p");
    InstanceRecord child = childOf(parent, "c");

    assertThat(write(new ChildCreated(parent.lease(), child))).containsExactly(Outcome.APPLIED);

    assertThat(find(child)).isEqualTo(child);
    assertThat(find(child).origin().parent())
        .isEqualTo(new Parent(parent.key(), parent.number(), 1, STEP));
  }

  @Test
  void createsNoChildOnceItsParentsLeaseIsLost() {
    InstanceRecord parent = parent("p");
    terminate(parent);
    InstanceRecord child = childOf(parent, "c");

    assertThat(write(new ChildCreated(parent.lease(), child))).containsExactly(Outcome.LEASE_LOST);

    assertThat(storage.reader().find(child.key())).isEmpty();
  }

  @Test
  void createsAChildOnceHoweverOftenItIsAskedTo() {
    InstanceRecord parent = parent("p");
    InstanceRecord child = childOf(parent, "c");
    write(new ChildCreated(parent.lease(), child));

    assertThat(write(new ChildCreated(parent.lease(), child))).containsExactly(Outcome.APPLIED);
    assertThat(write(new ChildCreated(parent.lease(), childOf(parent, "c"))))
        .containsExactly(Outcome.ALREADY_EXISTS);
    assertThat(
            write(
                new ChildCreated(parent.lease(), childOf(parent, "d")),
                new ChildCreated(parent.lease(), childOf(parent, "d"))))
        .containsExactly(Outcome.APPLIED, Outcome.ALREADY_EXISTS);
  }

  @Test
  void letsAChildThatWasCreatedAsRunningWriteAtOnce() {
    InstanceRecord parent = parent("p");
    InstanceRecord child = runChild(parent, "c");

    assertThat(write(newStep(child, done(1)))).containsExactly(Outcome.APPLIED);
  }

  @Test
  void tellsAParentThatCallsItsChildInTheTransactionOfTheEnd() {
    InstanceRecord parent = parent("p");
    InstanceRecord child = runChild(parent, "c");
    call(parent, child, true);
    write(suspension(parent, null, 0));

    assertThat(complete(child)).containsExactly(Outcome.APPLIED, Outcome.APPLIED);

    assertThat(find(child).status()).isEqualTo(InstanceStatus.COMPLETE);
    EventRecord event = inbox(parent).events().get(0);
    assertThat(event.type()).isEqualTo(ChildEnd.eventType(STEP));
    assertThat(event.payload()).isEqualTo(json("{\"status\":\"COMPLETE\"}"));
    assertThat(find(parent).signals()).isEqualTo(1);
    assertThat(find(parent).wakeAt()).isEqualTo(START.plusSeconds(7));
    assertThat(storage.reader().findEvent(parent.number(), 1, event.eventId())).contains(event);
  }

  @Test
  void tellsNobodyWhenTheParentHasOnlyStartedItsChild() {
    InstanceRecord parent = parent("p");
    InstanceRecord child = runChild(parent, "c");
    call(parent, child, false);

    assertThat(complete(child)).containsExactly(Outcome.NOT_FOUND, Outcome.APPLIED);

    assertThat(inbox(parent).events()).isEmpty();
    assertThat(find(parent).signals()).isZero();
  }

  @Test
  void tellsNobodyOnceTheCallHasEnded() {
    InstanceRecord parent = parent("p");
    InstanceRecord child = runChild(parent, "c");
    call(parent, child, true);
    StepRecord open = stepsOf(parent).get(0);
    write(changedStep(parent, open.completed(1, null, START)));

    assertThat(complete(child)).containsExactly(Outcome.NOT_FOUND, Outcome.APPLIED);
  }

  @Test
  void tellsNobodyWhenTheStepCallsAnotherChild() {
    InstanceRecord parent = parent("p");
    InstanceRecord child = runChild(parent, "c");
    call(parent, runChild(parent, "other"), true);

    assertThat(complete(child)).containsExactly(Outcome.NOT_FOUND, Outcome.APPLIED);
  }

  @Test
  void tellsNobodyWhenTheParentHasEndedOrIsGone() {
    InstanceRecord ended = parent("p");
    InstanceRecord orphan = runChild(ended, "c");
    call(ended, orphan, true);
    InstanceRecord gone = parent("q");
    InstanceRecord other = runChild(gone, "d");
    call(gone, other, true);
    write(completion(ended));
    storage.control().change(gone.key(), (row, journal) -> Decision.delete(row));

    assertThat(complete(orphan)).containsExactly(Outcome.NOT_FOUND, Outcome.APPLIED);
    assertThat(complete(other)).containsExactly(Outcome.NOT_FOUND, Outcome.APPLIED);
  }

  @Test
  void tellsAParentInTheLifeIntoWhichItsCallWasTaken() {
    InstanceRecord parent = parent("p");
    InstanceRecord child = runChild(parent, "c");
    call(parent, child, true);
    restart(parent, Set.of(STEP));

    assertThat(complete(child)).containsExactly(Outcome.APPLIED, Outcome.APPLIED);

    assertThat(find(parent).epoch()).isEqualTo(2);
    assertThat(inbox(parent).events()).hasSize(1);
  }

  @Test
  void tellsNobodyInALifeThatHasForgottenTheCall() {
    InstanceRecord parent = parent("p");
    InstanceRecord child = runChild(parent, "c");
    call(parent, child, true);
    restart(parent, Set.of());

    assertThat(complete(child)).containsExactly(Outcome.NOT_FOUND, Outcome.APPLIED);
  }

  @Test
  void tellsNothingOnceTheChildsLeaseIsLost() {
    InstanceRecord parent = parent("p");
    InstanceRecord child = runChild(parent, "c");
    call(parent, child, true);
    terminate(child);

    assertThat(complete(child)).containsExactly(Outcome.LEASE_LOST, Outcome.LEASE_LOST);

    assertThat(inbox(parent).events()).isEmpty();
  }

  @Test
  void tellsManyParentsInOneBatch() {
    List<InstanceRecord> parents = new ArrayList<>();
    List<InstanceRecord> children = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      InstanceRecord parent = parent("p" + i);
      InstanceRecord child = runChild(parent, "c" + i);
      call(parent, child, i != 2);
      parents.add(parent);
      children.add(child);
    }

    List<Outcome> outcomes =
        storage
            .journal()
            .write(
                node,
                children.stream()
                    .<Change>flatMap(
                        child ->
                            Stream.of(new ParentTold(child.lease(), end(child)), completion(child)))
                    .toList());

    assertThat(outcomes).containsOnlyOnce(Outcome.NOT_FOUND);
    assertThat(parents)
        .extracting(parent -> inbox(parent).events().size())
        .containsExactly(1, 1, 0, 1, 1);
  }

  @Test
  void tellsAParentOfAChildThatIsTerminatedOrDeletedFromOutside() {
    InstanceRecord parent = parent("p");
    InstanceRecord terminated = runChild(parent, "c");
    call(parent, terminated, true);
    InstanceRecord other = parent("q");
    InstanceRecord deleted = runChild(other, "d");
    call(other, deleted, true);

    control(
        terminated,
        row ->
            Decision.change(row, row.edit().status(InstanceStatus.TERMINATED).owner(null).build())
                .with(Optional.of(end(row)), List.of()));
    control(deleted, row -> Decision.delete(row).with(Optional.of(end(row)), List.of()));

    assertThat(inbox(parent).events()).hasSize(1);
    assertThat(inbox(other).events()).hasSize(1);
    assertThat(find(other).signals()).isEqualTo(1);
  }

  @Test
  void tellsAgainWhenARestartedChildEndsAgain() {
    InstanceRecord parent = parent("p");
    InstanceRecord child = runChild(parent, "c");
    call(parent, child, true);
    complete(child);
    restart(child, Set.of());
    InstanceRecord again =
        storage.queue().claimDue(node, List.of(WORKFLOW), START.plusSeconds(60), 9).stream()
            .filter(it -> it.key().equals(child.key()))
            .findFirst()
            .orElseThrow();

    assertThat(complete(again)).containsExactly(Outcome.APPLIED, Outcome.APPLIED);

    assertThat(inbox(parent).events()).hasSize(2);
  }

  @Test
  void showsTheLatestProgress() {
    InstanceRecord instance = run("a");

    write(
        new ProgressPublished(instance.lease(), json("1")),
        new ProgressPublished(instance.lease(), json("2")),
        newStep(instance, done(1)));

    assertThat(find(instance).progress()).isEqualTo(json("2"));
    write(new ProgressPublished(instance.lease(), json("3")), completion(instance));
    assertThat(find(instance).progress()).isEqualTo(json("3"));
  }

  @Test
  void showsNoProgressOfARunThatHasLostItsLease() {
    InstanceRecord instance = run("a");
    terminate(instance);

    assertThat(write(new ProgressPublished(instance.lease(), json("1"))))
        .containsExactly(Outcome.LEASE_LOST);

    assertThat(find(instance).progress()).isNull();
  }

  @Test
  void neverLocksParentsAndChildrenAgainstEachOther() {
    Storage other = storage.ofOtherProcess();
    long south = other.nodes().join("south");
    for (int round = 0; round < 60; round++) {
      InstanceRecord north = run("p" + round);
      InstanceRecord southern = queued("q" + round).claimedBy(south, START);
      other.journal().write(south, List.of(new InstanceCreated(southern)));
      InstanceRecord here = runChild(north, "c" + round);
      InstanceRecord there = childOf(southern, "d" + round).claimedBy(south, START);
      other.journal().write(south, List.of(new ChildCreated(southern.lease(), there)));

      // Each batch ends a pair of its own and tells the parent of the other pair.
      List<List<Outcome>> outcomes =
          race(
              () ->
                  write(
                      new ParentTold(here.lease(), endOf(here, southern)),
                      new ProgressPublished(north.lease(), json("1")),
                      completion(here),
                      completion(north)),
              () ->
                  other
                      .journal()
                      .write(
                          south,
                          List.of(
                              new ParentTold(there.lease(), endOf(there, north)),
                              new ProgressPublished(southern.lease(), json("1")),
                              completion(there),
                              completion(southern))));

      assertThat(outcomes)
          .allSatisfy(it -> assertThat(it.subList(1, 4)).containsOnly(Outcome.APPLIED));
    }
  }

  private ChildEnd endOf(InstanceRecord child, InstanceRecord parent) {
    ChildEnd end = end(child);
    return new ChildEnd(
        new Parent(parent.key(), parent.number(), 1, STEP),
        end.child(),
        end.number(),
        end.epoch(),
        end.eventNumber(),
        end.outcome(),
        end.at());
  }

  private void restart(InstanceRecord instance, Set<Integer> kept) {
    control(
        instance,
        row ->
            new Decision(
                row,
                Optional.of(
                    row.edit()
                        .status(InstanceStatus.QUEUED)
                        .epoch(row.epoch() + 1)
                        .owner(null)
                        .wakeAt(START)
                        .build()),
                new Rewrite.Rewind(kept)));
  }

  private void control(InstanceRecord instance, Function<InstanceRecord, Decision> decision) {
    storage.control().change(instance.key(), (row, journal) -> decision.apply(row));
  }
}
