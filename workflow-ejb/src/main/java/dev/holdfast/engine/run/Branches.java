package dev.holdfast.engine.run;

import dev.holdfast.api.Settled;
import dev.holdfast.api.Winner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits for the ends of branches on behalf of the strand that started them. */
@SuppressWarnings({"unchecked", "NullAway"}) // the bodies returned what the branches say
final class Branches {

  private final StepCalls starter;

  Branches(StepCalls starter) {
    this.starter = starter;
  }

  @Nullable Object result(Strand branch) {
    @Nullable Throwable failure = starter.await(branch).failure();
    if (failure != null) {
      throw unchecked(failure);
    }
    return branch.result();
  }

  <T extends @Nullable Object> List<T> all(List<Strand> branches) {
    List<T> results = new ArrayList<>(branches.size());
    @Nullable Throwable first = null;
    for (Strand branch : branches) {
      @Nullable Throwable failure = starter.await(branch).failure();
      if (first == null) {
        first = failure;
      } else if (failure != null) {
        suppress(first, failure);
      }
      results.add((T) branch.result());
    }
    if (first != null) {
      throw unchecked(first);
    }
    return results;
  }

  /** The code may come here again in the same run, and then has the same failures in its hands. */
  private static void suppress(Throwable first, Throwable other) {
    if (first != other && !Arrays.asList(first.getSuppressed()).contains(other)) {
      first.addSuppressed(other);
    }
  }

  <T extends @Nullable Object> List<Settled<T>> allSettled(List<Strand> branches) {
    List<Settled<T>> ends = new ArrayList<>(branches.size());
    for (Strand branch : branches) {
      @Nullable Throwable failure = starter.await(branch).failure();
      ends.add(new Settled<>((T) branch.result(), failure));
    }
    return ends;
  }

  <T extends @Nullable Object> Winner<T> winner(RaceStep race, List<Strand> runners) {
    int place = race.winner().orElse(-1);
    if (place < 0) {
      runners.forEach(starter::await);
      throw race.allFailed();
    }
    Strand winner = runners.get(place);
    return new Winner<>(place, winner.name(), (T) result(winner));
  }

  /** Throws what ended a branch as it is, checked or not, so that its name and message are kept. */
  private static RuntimeException unchecked(Throwable failure) {
    return Branches.<RuntimeException>sneak(failure);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // the cast is erased: that is the trick
  private static <E extends Throwable> E sneak(Throwable failure) throws E {
    throw (E) failure;
  }
}
