package dev.holdfast.engine.model;

import dev.holdfast.api.ChildFailedException;
import dev.holdfast.api.ChildOptions.ClosePolicy;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads and writes what the recorded options of a child step say about its child. */
public final class ChildMarks {

  private static final String CLOSE_POLICY = "closePolicy";
  private static final String EPOCH = "epoch";

  /** Marks an instance that was there before and belongs to somebody else. */
  private static final String EXISTING = "existing";

  private static final String ALREADY_EXISTS = "instance.already_exists";

  private ChildMarks() {}

  /**
   * Writes what a step records of a child that it is about to start.
   *
   * @param policy what becomes of the child when its parent ends
   * @param epoch the parent's life; a restart that keeps the step does not change it
   * @return words of recorded options
   */
  public static String of(ClosePolicy policy, int epoch) {
    return "%s=%s %s=%d".formatted(CLOSE_POLICY, word(policy), EPOCH, epoch);
  }

  /**
   * Returns what the row of a child says of its parent.
   *
   * @param parent the parent
   * @param step its step that starts the child, or has started it, in this life or an earlier one
   * @return the step as the child knows it
   */
  public static Parent parent(InstanceRecord parent, StepRecord step) {
    String epoch = RecordedOptions.parts(step.options()).get(EPOCH);
    return new Parent(
        parent.key(),
        parent.number(),
        epoch == null ? parent.epoch() : Integer.parseInt(epoch),
        step.seq());
  }

  /**
   * Tells whether a child step has started its child, or taken an instance that was there.
   *
   * @param step any step
   * @return false while it tries to, and when it could not
   */
  public static boolean isStarted(StepRecord step) {
    if (step.child() == null || step.attempt() == 0) {
      return false;
    }
    return step.status() != StepStatus.RETRYING
        && (step.failure() == null || isOfChild(step.failure()));
  }

  /**
   * Notes that a step has found an instance of somebody else instead of starting a child.
   *
   * @param step a child step
   * @return the step with the mark
   */
  public static StepRecord withExisting(StepRecord step) {
    return step.withOptions(step.options() == null ? EXISTING : step.options() + " " + EXISTING);
  }

  /**
   * Tells whether the instance of a child step belongs to somebody else.
   *
   * @param step a child step
   * @return true when it was there before
   */
  public static boolean isExisting(StepRecord step) {
    return RecordedOptions.parts(step.options()).containsKey(EXISTING);
  }

  /**
   * Selects the children that must not outlive their parent.
   *
   * @param parent number of the parent
   * @param steps steps that it is done with
   * @param rollback whether the children are to be compensated
   * @return those that may have been started and may not have ended
   */
  public static List<ChildClosing> toClose(long parent, List<StepRecord> steps, boolean rollback) {
    return steps.stream()
        .filter(ChildMarks::isToClose)
        .flatMap(step -> Stream.ofNullable(step.child()))
        .distinct()
        .map(child -> new ChildClosing(parent, child, rollback))
        .toList();
  }

  /** One that could not be started may be there: what kept it may have come after it was stored. */
  private static boolean isToClose(StepRecord step) {
    boolean hasEnded = step.status() == StepStatus.COMPLETE && step.eventType() != null;
    boolean isOther =
        isExisting(step)
            || (step.failure() != null && ALREADY_EXISTS.equals(step.failure().error().code()));
    return step.key().kind() == StepKind.CHILD
        && !hasEnded
        && !isOther
        && word(ClosePolicy.TERMINATE)
            .equals(RecordedOptions.parts(step.options()).get(CLOSE_POLICY));
  }

  private static boolean isOfChild(Failure failure) {
    return failure.types().contains(ChildFailedException.class.getName());
  }

  private static String word(ClosePolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }
}
