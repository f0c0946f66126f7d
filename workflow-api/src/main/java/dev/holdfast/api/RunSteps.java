package dev.holdfast.api;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Offers the steps that run a body outside of transactions: once its end is recorded it never runs
 * again.
 */
public interface RunSteps {

  /**
   * Runs a body once and records its result; on replay returns the record.
   *
   * <p>The type of the result is taken from the value: scalars, enums, records, beans, and
   * homogeneous collections, maps and optionals of them; a {@link Blob} tells its type too. Any
   * other value fails the step for good with {@code step.type_unknown}; pass a {@link TypeToken}
   * then. The caller always gets the decoded record, not the object that the body returned.
   *
   * <p>A body whose end is recorded never runs again; a body that a crash interrupts runs again, so
   * it should be idempotent. No transaction and no connection is held while it runs.
   *
   * @param name name of the step
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T run(String name, Callable<T> body) {
    return run(name, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body once, with options; see {@link #run(String, Callable)}.
   *
   * @param name name of the step
   * @param options retries, timeout and the like
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T run(String name, StepOptions options, Callable<T> body) {
    return run(name, options, Bodies.of(body));
  }

  /**
   * Runs a body without a result once; see {@link #run(String, Callable)}.
   *
   * @param name name of the step
   * @param body the work
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default void run(String name, StepAction body) {
    run(name, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body without a result once, with options; see {@link #run(String, Callable)}.
   *
   * @param name name of the step
   * @param options retries, timeout and the like
   * @param body the work
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default void run(String name, StepOptions options, StepAction body) {
    this.<@Nullable Void>run(name, options, Bodies.of(body));
  }

  /**
   * Runs a body that looks at its {@link StepContext}; see {@link #run(String, Callable)}.
   *
   * @param name name of the step
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T run(String name, StepBody<T> body) {
    return run(name, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body that looks at its {@link StepContext}, with options; see {@link #run(String,
   * Callable)}.
   *
   * @param name name of the step
   * @param options retries, timeout and the like
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  <T extends @Nullable Object> T run(String name, StepOptions options, StepBody<T> body);

  /**
   * Runs a body whose result is declared by a class; see {@link #run(String, Callable)}.
   *
   * @param name name of the step
   * @param type class of the result
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T> T run(String name, Class<T> type, Callable<T> body) {
    return run(name, type, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body whose result is declared by a class, with options; see {@link #run(String,
   * Callable)}.
   *
   * @param name name of the step
   * @param type class of the result
   * @param options retries, timeout and the like
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T> T run(String name, Class<T> type, StepOptions options, Callable<T> body) {
    return run(name, TypeToken.of(type), options, Bodies.of(body));
  }

  /**
   * Runs a body whose result has a type that its value does not tell; see {@link #run(String,
   * Callable)}.
   *
   * @param name name of the step
   * @param type the full type of the result
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T run(String name, TypeToken<T> type, Callable<T> body) {
    return run(name, type, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body whose result has a type that its value does not tell, with options; see {@link
   * #run(String, Callable)}.
   *
   * @param name name of the step
   * @param type the full type of the result
   * @param options retries, timeout and the like
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T run(
      String name, TypeToken<T> type, StepOptions options, Callable<T> body) {
    return run(name, type, options, Bodies.of(body));
  }

  /**
   * Runs a body that looks at its {@link StepContext} and whose result has a type that its value
   * does not tell; see {@link #run(String, Callable)}.
   *
   * @param name name of the step
   * @param type the full type of the result
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T run(String name, TypeToken<T> type, StepBody<T> body) {
    return run(name, type, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body that looks at its {@link StepContext} and whose result has a type that its value
   * does not tell, with options; see {@link #run(String, Callable)}.
   *
   * @param name name of the step
   * @param type the full type of the result
   * @param options retries, timeout and the like
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  <T extends @Nullable Object> T run(
      String name, TypeToken<T> type, StepOptions options, StepBody<T> body);
}
