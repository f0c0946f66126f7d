package dev.holdfast.engine.run;

import dev.holdfast.api.Branch;
import org.jspecify.annotations.Nullable;

/** Is the handle of a branch in the hands of the code that started it. */
final class StrandBranch<T extends @Nullable Object> implements Branch<T> {

  private final StepCalls starter;
  private final Strand strand;

  StrandBranch(StepCalls starter, Strand strand) {
    this.starter = starter;
    this.strand = strand;
  }

  @Override
  public String name() {
    return strand.name();
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the body returned a T
  public T await() {
    Strand done = starter.await(strand);
    @Nullable Throwable failure = done.failure();
    if (failure != null) {
      throw unchecked(failure);
    }
    return (T) done.result();
  }

  /** Throws what ended a branch as it is, checked or not, so that its name and message are kept. */
  static RuntimeException unchecked(Throwable failure) {
    return StrandBranch.<RuntimeException>sneak(failure);
  }

  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // the cast is erased: that is the trick
  private static <E extends Throwable> E sneak(Throwable failure) throws E {
    throw (E) failure;
  }
}
