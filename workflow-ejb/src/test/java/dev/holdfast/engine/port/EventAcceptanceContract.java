package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.Outcome;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Says how events reach instances, whatever happens to these meanwhile. */
public abstract class EventAcceptanceContract extends StorageContract {

  @Test
  void makesAWaitingInstanceDue() {
    InstanceRecord sleeper = sleep("a", START.plusSeconds(3600));
    InstanceRecord waiter = sleep("b", null);

    write(event(sleeper, "e1"), event(waiter, "e1"));

    assertThat(List.of(find(sleeper), find(waiter)))
        .allSatisfy(
            it -> {
              assertThat(it.status()).isEqualTo(InstanceStatus.WAITING);
              assertThat(it.wakeAt()).isEqualTo(START.plusSeconds(5));
              assertThat(it.signals()).isEqualTo(1);
            });
  }

  @Test
  void leavesADueTimeThatIsEarlier() {
    InstanceRecord sleeper = sleep("a", START);

    write(event(sleeper, "e1"));

    assertThat(find(sleeper).wakeAt()).isEqualTo(START);
  }

  @Test
  void signalsARunningAndAQueuedInstanceWithoutTouchingWhenTheyAreDue() {
    InstanceRecord runner = run("a");
    InstanceRecord later = store(queued(WORKFLOW, "b", START.plusSeconds(600)));

    write(event(runner, "e1"), event(later, "e1"));

    assertThat(find(runner).wakeAt()).isNull();
    assertThat(find(runner).signals()).isEqualTo(1);
    assertThat(find(later).wakeAt()).isEqualTo(START.plusSeconds(600));
    assertThat(find(later).signals()).isEqualTo(1);
  }

  @Test
  void refusesEventsBeyondTheBufferAndChangesNothing() {
    InstanceRecord instance = run("a");
    InstanceRecord other = run("b");

    assertThat(
            write(
                limited(instance, "e1", 2),
                limited(instance, "e2", 2),
                limited(instance, "e3", 2),
                limited(other, "e3", 2)))
        .containsExactly(Outcome.APPLIED, Outcome.APPLIED, Outcome.BUFFER_FULL, Outcome.APPLIED);
    assertThat(write(limited(instance, "e4", 2))).containsExactly(Outcome.BUFFER_FULL);
    assertThat(find(instance).signals()).isEqualTo(2);
    assertThat(storage.queue().readInbox(instance.number(), 1).events())
        .extracting(EventRecord::eventId)
        .containsExactly("e1", "e2");
  }

  @Test
  void acknowledgesARepeatedEventWhateverTheBufferHolds() {
    InstanceRecord instance = run("a");
    EventAccepted first = limited(instance, "e1", 1);
    write(first);

    assertThat(write(first)).containsExactly(Outcome.APPLIED);
    assertThat(write(limited(instance, "e1", 1))).containsExactly(Outcome.ALREADY_EXISTS);
  }

  @Test
  void countsNeitherTakenEventsNorThoseOfTheEngine() {
    InstanceRecord instance = run("a");
    EventAccepted taken = event(instance, "e1");
    EventRecord own = event(instance, "e2").record();
    write(
        taken,
        new EventAccepted(
            new EventRecord(
                own.number(),
                own.instance(),
                own.epoch(),
                own.eventId(),
                EventRecord.INTERNAL_PREFIX + "child",
                null,
                START)));
    write(newStep(instance, running(1).taking(taken.record(), START)));

    assertThat(write(limited(instance, "e3", 1), limited(instance, "e4", 1)))
        .containsExactly(Outcome.APPLIED, Outcome.BUFFER_FULL);
  }

  private EventAccepted limited(InstanceRecord instance, String eventId, int limit) {
    return new EventAccepted(event(instance, eventId).record(), limit);
  }

  @Test
  void keepsEventsInOrderUntilAWaitTakesThem() {
    InstanceRecord instance = run("a");
    EventAccepted first = event(instance, "e1");
    EventAccepted second = event(instance, "e2");

    write(first, second);

    assertThat(storage.queue().readInbox(instance.number(), 1).signals()).isEqualTo(2);
    assertThat(storage.queue().readInbox(instance.number(), 1).events())
        .containsExactly(first.record(), second.record());
    assertThat(storage.reader().findEvent(instance.number(), 1, "e2")).contains(second.record());
    assertThat(storage.reader().findEvent(instance.number(), 1, "e3")).isEmpty();
  }

  @Test
  void dropsASecondEventOfTheSameIdWithoutASignal() {
    InstanceRecord instance = run("a");

    assertThat(write(event(instance, "e1"), event(instance, "e1")))
        .containsExactly(Outcome.APPLIED, Outcome.ALREADY_EXISTS);
    assertThat(write(event(instance, "e1"), event(instance, "E1")))
        .containsExactly(Outcome.ALREADY_EXISTS, Outcome.APPLIED);
    assertThat(find(instance).signals()).isEqualTo(2);
  }

  @Test
  void refusesEventsForInstancesThatAreGoneOrFinished() {
    InstanceRecord finished = run("a");
    write(event(finished, "e1"));
    write(completion(finished));
    EventRecord known = event(finished, "e9").record();
    EventRecord ofOtherLife =
        new EventRecord(known.number(), known.instance(), 2, "e9", "paid", known.payload(), START);
    EventRecord ofNobody =
        new EventRecord(known.number(), 999_999_999, 1, "e9", "paid", known.payload(), START);

    assertThat(
            write(
                new EventAccepted(known),
                new EventAccepted(ofOtherLife),
                new EventAccepted(ofNobody),
                event(finished, "e1")))
        .containsExactly(
            Outcome.FINISHED, Outcome.NOT_FOUND, Outcome.NOT_FOUND, Outcome.ALREADY_EXISTS);
    assertThat(find(finished).signals()).isEqualTo(1);
  }

  @Test
  void acceptsAnEventForAnInstanceOfTheSameBatch() {
    InstanceRecord instance = queued("a");

    assertThat(write(event(instance, "e1"), new InstanceCreated(instance)))
        .containsExactly(Outcome.APPLIED, Outcome.APPLIED);
    assertThat(find(instance).signals()).isEqualTo(1);
  }

  @Test
  void letsAnEventClaimTheInstanceThatWaitsForIt() {
    InstanceRecord sleeper = find(sleep("a", START.plusSeconds(3600)));
    InstanceRecord waiter = find(sleep("b", null));
    EventAccepted first = claim(sleeper, "e1");

    assertThat(write(first, claim(waiter, "e1"), event(waiter, "e2")))
        .containsExactly(Outcome.CLAIMED, Outcome.CLAIMED, Outcome.APPLIED);

    Instant at = first.record().receivedAt();
    assertThat(find(sleeper))
        .isEqualTo(
            sleeper
                .edit()
                .signals(1)
                .log(LogPositions.next(sleeper.log(), at))
                .build()
                .claimedBy(node, at));
    assertThat(find(waiter))
        .returns(2, InstanceRecord::signals)
        .returns(node, InstanceRecord::owner)
        .returns(InstanceStatus.RUNNING, InstanceRecord::status);
    assertThat(storage.queue().readInbox(waiter.number(), 1).events())
        .extracting(EventRecord::eventId)
        .containsExactly("e1", "e2");
    assertThat(write(newStep(find(waiter), running(1)), completion(find(waiter))))
        .containsExactly(Outcome.APPLIED, Outcome.APPLIED);
  }

  @Test
  void claimsNothingThatHasChangedSinceItWasRead() {
    InstanceRecord signalled = find(sleep("a", null));
    InstanceRecord runner = run("b");
    InstanceRecord again = find(sleep("c", START));
    write(event(signalled, "e1"));
    storage.queue().claimDue(node, List.of(WORKFLOW), START, 1);
    write(suspension(find(again), null, 0));

    List<InstanceRecord> before = List.of(find(signalled), find(again), find(runner));
    InstanceRecord gone = again.edit().epoch(2).build();

    assertThat(
            write(
                claim(signalled, "e2"), claim(again, "e1"), claim(runner, "e1"), claim(gone, "e1")))
        .containsOnly(Outcome.SIGNALLED);

    assertThat(List.of(find(signalled), find(again), find(runner))).isEqualTo(before);
    assertThat(inbox(signalled)).containsExactly("e1");
    assertThat(inbox(again)).isEmpty();
    assertThat(inbox(runner)).isEmpty();
  }

  @Test
  void claimsBeforeItTakesOtherEventsOfTheBatch() {
    InstanceRecord waiter = find(sleep("a", null));
    InstanceRecord runner = run("b");

    assertThat(
            write(event(waiter, "e1"), completion(runner), claim(waiter, "e2"), event(runner, "e")))
        .containsExactly(Outcome.APPLIED, Outcome.APPLIED, Outcome.CLAIMED, Outcome.APPLIED);

    assertThat(inbox(waiter)).containsExactlyInAnyOrder("e1", "e2");
    assertThat(find(waiter))
        .returns(2, InstanceRecord::signals)
        .returns(InstanceStatus.RUNNING, InstanceRecord::status);
  }

  @Test
  void claimsByEventsWithoutPayload() {
    List<InstanceRecord> waiters =
        Stream.of("a", "b", "c").map(id -> find(sleep(id, null))).toList();

    assertThat(write(silentClaim(waiters.get(0)))).containsExactly(Outcome.CLAIMED);
    assertThat(write(silentClaim(waiters.get(1)), silentClaim(waiters.get(2))))
        .containsOnly(Outcome.CLAIMED);

    assertThat(waiters)
        .allSatisfy(
            it ->
                assertThat(storage.queue().readInbox(it.number(), 1).events())
                    .singleElement()
                    .returns(null, EventRecord::payload));
  }

  private EventAccepted silentClaim(InstanceRecord waiting) {
    EventRecord event = event(waiting, "e").record();
    return new EventAccepted(
        new EventRecord(
            event.number(),
            event.instance(),
            event.epoch(),
            event.eventId(),
            event.type(),
            null,
            event.receivedAt()),
        Integer.MAX_VALUE,
        waiting);
  }

  @Test
  void letsOneOfTwoEventsClaim() {
    InstanceRecord waiter = find(sleep("a", null));
    InstanceRecord other = find(sleep("b", null));

    assertThat(write(claim(waiter, "e1"), claim(other, "e1"), claim(waiter, "e2")))
        .containsExactly(Outcome.CLAIMED, Outcome.CLAIMED, Outcome.SIGNALLED);

    assertThat(inbox(waiter)).containsExactly("e1");
    assertThat(find(waiter).signals()).isEqualTo(1);
  }

  @Test
  void claimsNothingThatHasAsManyEventsAsItMay() {
    InstanceRecord instance = run("a");
    write(event(instance, "e1"));
    write(suspensionAwaiting(instance, 1, "refunded"));
    InstanceRecord waiter = find(instance);
    EventRecord refund = event(waiter, "e2", "refunded", START).record();

    assertThat(write(new EventAccepted(refund, 1, waiter))).containsExactly(Outcome.SIGNALLED);
    assertThat(inbox(waiter)).containsExactly("e1");
    assertThat(write(new EventAccepted(refund, 2, waiter))).containsExactly(Outcome.CLAIMED);
    assertThat(inbox(waiter)).containsExactly("e1", "e2");
  }

  private List<String> inbox(InstanceRecord instance) {
    return storage.queue().readInbox(instance.number(), 1).events().stream()
        .map(EventRecord::eventId)
        .toList();
  }

  @Test
  void claimsNothingThatWaitsForOtherEvents() {
    InstanceRecord instance = run("a");
    write(suspensionAwaiting(instance, "refunded"));
    InstanceRecord waiter = find(instance);

    assertThat(write(claim(waiter, "e1"))).containsExactly(Outcome.SIGNALLED);

    assertThat(find(waiter)).isEqualTo(waiter);
    assertThat(inbox(waiter)).isEmpty();
  }

  @Test
  void givesAnInstanceToOneNodeWhenAnEventRacesAClaim() {
    Storage other = storage.ofOtherProcess();
    long south = other.nodes().join("south");
    for (int round = 0; round < 100; round++) {
      InstanceRecord waiter = find(sleep("i" + round, START));

      List<Boolean> claimed =
          race(
              () -> write(claim(waiter, "e")).get(0) == Outcome.CLAIMED,
              () -> !other.queue().claimDue(south, List.of(WORKFLOW), START, 1).isEmpty());

      assertThat(claimed.get(0)).isNotEqualTo(claimed.get(1));
      assertThat(find(waiter).owner()).isEqualTo(claimed.get(0) ? node : south);
    }
  }

  private EventAccepted claim(InstanceRecord waiting, String eventId) {
    return new EventAccepted(event(waiting, eventId).record(), Integer.MAX_VALUE, waiting);
  }

  @Test
  void neverLosesTheWakeUpOfAnEventThatRacesASuspension() {
    Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
    Storage other = storage.ofOtherProcess();
    long south = other.nodes().join("south");
    for (int round = 0; round < 200; round++) {
      InstanceRecord instance = run("i" + round);

      List<Outcome> outcomes =
          race(
              () -> write(suspension(instance, null, 0)).get(0),
              () -> other.journal().write(south, List.of(event(instance, "e"))).get(0));

      assertThat(outcomes.get(1)).isEqualTo(Outcome.APPLIED);
      boolean suspended = outcomes.get(0) == Outcome.APPLIED;
      assertThat(outcomes.get(0)).isIn(Outcome.APPLIED, Outcome.SIGNALLED);
      assertThat(find(instance).wakeAt() != null).isEqualTo(suspended);
      seen.add(outcomes.get(0));
    }
    assertThat(seen).contains(Outcome.APPLIED, Outcome.SIGNALLED);
  }
}
