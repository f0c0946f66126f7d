package dev.holdfast.web.console.instance;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.ChildMarks;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.web.console.Sentence;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is an instance as its page shows it.
 *
 * @param instance what is stored of it
 * @param why in one sentence, what it does or waits for
 * @param params what it was given, as readable JSON; empty for nothing
 * @param output what it returned; empty for nothing
 * @param progress what its code has published last; empty for nothing
 * @param steps its steps, in order of start
 * @param children the instances that its steps have started
 */
public record InstanceView(
    InstanceRecord instance,
    Sentence why,
    String params,
    String output,
    String progress,
    List<StepRow> steps,
    List<InstanceKey> children) {

  /**
   * Makes the view of an instance.
   *
   * @param details what is recorded
   * @param why in one sentence, what it does or waits for
   * @param stackTraces whether the viewer sees them
   */
  static InstanceView of(InstanceDetails details, Sentence why, boolean stackTraces) {
    InstanceRecord instance = details.instance();
    Map<Integer, List<AttemptRecord>> failed =
        details.attempts().stream().collect(Collectors.groupingBy(AttemptRecord::stepSeq));
    return new InstanceView(
        instance,
        why,
        JsonText.of(instance.origin().params()),
        JsonText.of(instance.output()),
        JsonText.of(instance.progress()),
        details.steps().stream()
            .map(step -> StepRow.of(step, failed.getOrDefault(step.seq(), List.of()), stackTraces))
            .toList(),
        children(details.steps()));
  }

  private static List<InstanceKey> children(List<StepRecord> steps) {
    return steps.stream()
        .filter(ChildMarks::isStarted)
        .flatMap(step -> Stream.ofNullable(step.child()))
        .distinct()
        .toList();
  }

  /**
   * Returns what ended it.
   *
   * @return the error; null unless it is errored
   */
  public @Nullable ErrorInfo error() {
    return instance.error().orElse(null);
  }

  /**
   * Returns what stopped its compensation.
   *
   * @return the error; null when nothing did
   */
  public @Nullable ErrorInfo rollbackError() {
    return instance.rollback() == null ? null : instance.rollback().error().orElse(null);
  }

  /**
   * Tells whether a button makes sense.
   *
   * @param action what it does
   * @return false when the engine would refuse it, or nothing would change
   */
  public boolean fits(Action action) {
    return action.fits(instance.status());
  }
}
