package dev.holdfast.engine.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lets only so many of a group of strands begin before others have ended. Guarded by {@link
 * Strands}.
 */
final class Turns {

  private final int most;
  private final Set<Strand> taken = new LinkedHashSet<>();
  private final Deque<Strand> queue = new ArrayDeque<>();

  Turns(int most) {
    this.most = most;
  }

  /** Takes a turn, or queues up; returns whether the strand may begin. */
  boolean take(Strand strand) {
    return taken.size() < most ? taken.add(strand) : !queue.add(strand);
  }

  /** Gives a turn back; returns who has got it. */
  Optional<Strand> passOn(Strand done) {
    taken.remove(done);
    Optional<Strand> next = Optional.ofNullable(queue.poll());
    next.ifPresent(taken::add);
    return next;
  }

  Set<Strand> taken() {
    return taken;
  }
}
