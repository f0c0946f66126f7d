package dev.holdfast.engine.run;

import dev.holdfast.engine.run.Strand.State;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is a race of branches that is not decided yet. Guarded by its {@link Strands}.
 *
 * <p>What had ended before this run comes before what ends in it. So nothing is decided while a
 * branch that has records is still being replayed: it may turn out to have ended long ago.
 */
final class Race {

  /** Says what ends a race. */
  enum Rule {
    /** The first branch that ends. */
    ENDED,
    /** The first branch that succeeds, or else the end of the last one. */
    SUCCEEDED
  }

  private static final Comparator<Strand> FIRST_TO_END =
      Comparator.comparing((Strand strand) -> !endedBefore(strand)).thenComparingLong(Race::place);

  private final Rule rule;
  private final List<Strand> runners;

  Race(Rule rule, List<Strand> runners) {
    this.rule = rule;
    this.runners = List.copyOf(runners);
  }

  List<Strand> runners() {
    return runners;
  }

  boolean isDecided() {
    return runners.stream().noneMatch(runner -> !runner.isNew() && isReplaying(runner))
        && (winner().isPresent() || runners.stream().allMatch(Race::isDone));
  }

  /** Returns the winner; empty when all have failed and that is not enough. */
  Optional<Strand> winner() {
    return runners.stream()
        .filter(Race::isDone)
        .filter(strand -> rule == Rule.ENDED || strand.failure() == null)
        .min(FIRST_TO_END);
  }

  private static boolean endedBefore(Strand done) {
    return !done.isNew() && !done.hasGoneOn();
  }

  /** Of those without a record the first of the list has won, so they are all the same here. */
  private static long place(Strand done) {
    if (!endedBefore(done)) {
      return done.doneOrder();
    }
    return done.lastLog() == 0 ? Long.MAX_VALUE : done.lastLog();
  }

  private static boolean isDone(Strand strand) {
    return strand.state() == State.DONE;
  }

  /** Tells whether a strand may have yet to come to the end of what is recorded of it. */
  private static boolean isReplaying(Strand strand) {
    @Nullable Execution execution = strand.execution();
    @Nullable Parking parking = strand.parking();
    if (strand.state() == State.DONE || strand.hasGoneOn()) {
      return false;
    }
    if (parking != null) {
      return parking.turns() != null
          && parking.turns().taken().stream().anyMatch(Race::isReplaying);
    }
    @Nullable Strand awaited = execution == null ? null : execution.awaited();
    return awaited == null || isDone(awaited) || isReplaying(awaited);
  }
}
