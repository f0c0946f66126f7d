package dev.holdfast.engine.model;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Is what a child has ended with. Stored as the payload of the event that tells its parent.
 *
 * @param status complete, errored or terminated; null when it was deleted before its end
 * @param output what it returned; null unless it is complete
 * @param error what ended it; null unless it is errored
 */
public record ChildOutcome(
    @Nullable InstanceStatus status, @Nullable EncodedValue output, @Nullable ErrorInfo error) {

  /** What is left of a child that was deleted. */
  public static final ChildOutcome DELETED = new ChildOutcome(null, null, null);

  /**
   * Reads the outcome from the row of a child that has ended.
   *
   * @param child the child
   * @return its outcome
   */
  public static ChildOutcome of(InstanceRecord child) {
    return of(child.status(), child.output(), child.failure());
  }

  /**
   * Makes the outcome of a child that is about to end.
   *
   * @param status what it ends as
   * @param output what it returns
   * @param failure what ends it
   * @return its outcome
   */
  public static ChildOutcome of(
      InstanceStatus status, @Nullable EncodedValue output, @Nullable Failure failure) {
    return new ChildOutcome(status, output, failure == null ? null : failure.error());
  }
}
