package dev.holdfast.engine.run;

import dev.holdfast.api.Compensation;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.StepKey;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows how the steps are undone that the code has come to in this run, and which of them may have
 * started without a record. Thread-safe.
 */
final class RollbackHandlers {

  private final Map<StepKey, Handled> steps = new ConcurrentHashMap<>();
  private final Set<StepKey> started = ConcurrentHashMap.newKeySet();

  /**
   * Is a step with a compensation.
   *
   * @param compensation undoes it
   * @param options its options as the code gives them now, defaults filled in
   * @param type declared type of its result; null when the value tells
   */
  record Handled(Compensation compensation, StepOptions options, @Nullable Type type) {}

  /** Takes the handler of a step that the code has come to; of the latest pass, as it is called. */
  void register(StepKey step, StepOptions options, @Nullable Type type) {
    options.compensation().ifPresent(it -> steps.put(step, new Handled(it, options, type)));
  }

  /** Notes that the body of a step starts, or may have started in an execution that was lost. */
  void started(StepKey step) {
    started.add(step);
  }

  Optional<Handled> find(StepKey step) {
    return Optional.ofNullable(steps.get(step));
  }

  /** Tells whether a step without a record of it has started and has a handler. */
  boolean isStarted(StepKey step) {
    return mayHaveStarted(step) && steps.containsKey(step);
  }

  boolean mayHaveStarted(StepKey step) {
    return started.contains(step);
  }
}
