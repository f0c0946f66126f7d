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
    return (T) new Branches(starter).result(strand);
  }

  boolean isStartedBy(StepCalls calls) {
    return starter == calls;
  }

  Strand strand() {
    return strand;
  }
}
