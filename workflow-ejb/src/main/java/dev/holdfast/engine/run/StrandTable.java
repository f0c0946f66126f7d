package dev.holdfast.engine.run;

import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.run.Strand.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows the strands of one run and counts how many of them can move. Whatever it makes ready is
 * handed to a thread by its {@link Strands}, who guards it.
 */
final class StrandTable {

  private final Map<String, Strand> byScope = new LinkedHashMap<>();
  private int ready;
  private int executing;
  private int blocked;
  private long ended;

  @Nullable Strand find(String scope) {
    return byScope.get(scope);
  }

  /** Adds a strand; returns whether it is ready. */
  boolean add(Strand strand, @Nullable Turns turns) {
    byScope.put(strand.scope(), strand);
    if (strand.state() != State.READY || (turns != null && !strand.takeTurn(turns))) {
      return false;
    }
    ready++;
    return true;
  }

  void executing(Execution execution) {
    execution.strand().executing(execution);
    ready--;
    executing++;
  }

  /** Notes that a strand has parked; returns what is ready now, maybe the same strand. */
  List<Strand> parked(Strand strand, Parking on) {
    executing--;
    strand.parked(on);
    return makeReady(Parking::isFulfilled);
  }

  /** Notes that a strand has ended; returns what is ready now. */
  List<Strand> done(Strand strand, @Nullable Object result, @Nullable Throwable failure) {
    executing--;
    strand.done(result, failure, ++ended);
    List<Strand> woken = makeReady(Parking::isFulfilled);
    strand.passTurnOn().ifPresent(next -> woken.add(makeReady(next)));
    return woken;
  }

  /** Makes the parked strands ready that fit. */
  List<Strand> makeReady(Predicate<Parking> fits) {
    List<Strand> woken = new ArrayList<>();
    for (Strand strand : byScope.values()) {
      @Nullable Parking parking = strand.parking();
      if (parking != null && fits.test(parking)) {
        woken.add(makeReady(strand));
      }
    }
    return woken;
  }

  private Strand makeReady(Strand parked) {
    parked.ready();
    ready++;
    return parked;
  }

  /** Abandons the strands that share a thread, and makes them ready to run again. */
  List<Strand> redo(Execution stuck) {
    List<Strand> redone = new ArrayList<>();
    for (Strand strand : byScope.values()) {
      @Nullable Execution execution = strand.execution();
      if (execution != null && execution.sharesThreadWith(stuck)) {
        block(execution, false);
        execution.abandon();
        executing--;
        redone.add(makeReady(strand));
      }
    }
    return redone;
  }

  /**
   * Gives up the strands that have not ended in branches and below them.
   *
   * @return their scopes, without those below another of them
   */
  List<String> cancel(List<Strand> branches) {
    List<String> scopes = new ArrayList<>();
    for (Strand strand : byScope.values()) {
      if (strand.state() != State.DONE && isWithinAny(strand, branches)) {
        giveUp(strand);
        if (scopes.stream().noneMatch(scope -> StepKey.isWithin(strand.scope(), scope))) {
          scopes.add(strand.scope());
        }
      }
    }
    return scopes;
  }

  private static boolean isWithinAny(Strand strand, List<Strand> branches) {
    return branches.stream().anyMatch(b -> StepKey.isWithin(strand.scope(), b.scope()));
  }

  private void giveUp(Strand strand) {
    @Nullable Execution execution = strand.execution();
    if (execution != null) {
      block(execution, false);
      execution.abandon();
      executing--;
    } else if (strand.state() == State.READY) {
      ready--;
    }
    strand.cancelled(++ended);
  }

  void abandonAll() {
    executions().forEach(Execution::abandon);
  }

  /** Notes whether a strand waits for a branch on its thread, which sleeps or is lent to others. */
  void block(Execution execution, boolean is) {
    if (execution.block(is)) {
      blocked += is ? 1 : -1;
    }
  }

  boolean isAtRest() {
    return ready == 0 && executing == 0;
  }

  /** Tells whether all that executes waits for branches, so that nothing goes on by itself. */
  boolean isStandstill() {
    return ready == 0 && executing == blocked;
  }

  boolean isAllDone() {
    return byScope.values().stream().allMatch(s -> s.state() == State.DONE);
  }

  Strand first() {
    return byScope.values().iterator().next();
  }

  Optional<Throwable> firstUnseenFailure() {
    List<Strand> dismissed = byScope.values().stream().filter(Strand::isDismissed).toList();
    return byScope.values().stream()
        .filter(Strand::isFailedUnseen)
        .filter(strand -> !isWithinAny(strand, dismissed))
        .map(Strand::failure)
        .findFirst();
  }

  List<Execution> executions() {
    return byScope.values().stream().map(Strand::execution).filter(Objects::nonNull).toList();
  }

  List<String> awaits() {
    return parkings()
        .map(Parking::eventWait)
        .filter(Objects::nonNull)
        .map(StepRecord::eventType)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  Optional<Instant> nextWake() {
    return parkings().map(Parking::wakeAt).filter(Objects::nonNull).min(Comparator.naturalOrder());
  }

  private Stream<Parking> parkings() {
    return byScope.values().stream().map(Strand::parking).filter(Objects::nonNull);
  }
}
