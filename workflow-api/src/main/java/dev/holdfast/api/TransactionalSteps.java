package dev.holdfast.api;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Offers the steps whose body and record are one JTA transaction. They count, are named and number
 * their occurrences as those of {@link RunSteps} do.
 */
public interface TransactionalSteps {

  /**
   * Runs a body once in a JTA transaction of its own, which also writes the record of the step:
   * what the body does with enlisted resources (the database, JMS, creating instances and sending
   * events) takes effect together with the record, exactly once, or not at all.
   *
   * <p>A body that throws, or marks the transaction for rollback ({@code
   * step.transaction_rolled_back}), is rolled back and tried again like that of {@link
   * RunSteps#run(String, Callable)}. The timeout of an attempt is also that of its transaction: an
   * attempt that took longer never commits. The body must not end the transaction itself.
   *
   * <p>Exactly once needs no XA for work on the data source of the journal; resources of other data
   * sources and brokers must be XA resources. Remote calls are not part of a transaction. Locks
   * that the body takes are held until the commit, and a connection of the journal's pool is in use
   * from the first work on its data source on.
   *
   * @param name name of the step
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T transactional(String name, Callable<T> body) {
    return transactional(name, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body once, with options; see {@link #transactional(String, Callable)}.
   *
   * @param name name of the step
   * @param options retries, timeout and the like
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T transactional(
      String name, StepOptions options, Callable<T> body) {
    return transactional(name, options, Bodies.of(body));
  }

  /**
   * Runs a body without a result once; see {@link #transactional(String, Callable)}.
   *
   * @param name name of the step
   * @param body the work
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default void transactional(String name, StepAction body) {
    transactional(name, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body without a result once, with options; see {@link #transactional(String, Callable)}.
   *
   * @param name name of the step
   * @param options retries, timeout and the like
   * @param body the work
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default void transactional(String name, StepOptions options, StepAction body) {
    this.<@Nullable Void>transactional(name, options, Bodies.of(body));
  }

  /**
   * Runs a body that looks at its {@link StepContext}; see {@link #transactional(String,
   * Callable)}.
   *
   * @param name name of the step
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T transactional(String name, StepBody<T> body) {
    return transactional(name, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body that looks at its {@link StepContext}, with options; see {@link
   * #transactional(String, Callable)}.
   *
   * @param name name of the step
   * @param options retries, timeout and the like
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  <T extends @Nullable Object> T transactional(String name, StepOptions options, StepBody<T> body);

  /**
   * Runs a body whose result is declared by a class; see {@link #transactional(String, Callable)}.
   *
   * @param name name of the step
   * @param type class of the result
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T> T transactional(String name, Class<T> type, Callable<T> body) {
    return transactional(name, type, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body whose result is declared by a class, with options; see {@link
   * #transactional(String, Callable)}.
   *
   * @param name name of the step
   * @param type class of the result
   * @param options retries, timeout and the like
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T> T transactional(String name, Class<T> type, StepOptions options, Callable<T> body) {
    return transactional(name, TypeToken.of(type), options, Bodies.of(body));
  }

  /**
   * Runs a body whose result has a type that its value does not tell; see {@link
   * #transactional(String, Callable)}.
   *
   * @param name name of the step
   * @param type the full type of the result
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T transactional(
      String name, TypeToken<T> type, Callable<T> body) {
    return transactional(name, type, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body whose result has a type that its value does not tell, with options; see {@link
   * #transactional(String, Callable)}.
   *
   * @param name name of the step
   * @param type the full type of the result
   * @param options retries, timeout and the like
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T transactional(
      String name, TypeToken<T> type, StepOptions options, Callable<T> body) {
    return transactional(name, type, options, Bodies.of(body));
  }

  /**
   * Runs a body that looks at its {@link StepContext} and whose result has a type that its value
   * does not tell; see {@link #transactional(String, Callable)}.
   *
   * @param name name of the step
   * @param type the full type of the result
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  default <T extends @Nullable Object> T transactional(
      String name, TypeToken<T> type, StepBody<T> body) {
    return transactional(name, type, StepOptions.DEFAULT, body);
  }

  /**
   * Runs a body that looks at its {@link StepContext} and whose result has a type that its value
   * does not tell, with options; see {@link #transactional(String, Callable)}.
   *
   * @param name name of the step
   * @param type the full type of the result
   * @param options retries, timeout and the like
   * @param body the work
   * @param <T> type of the result
   * @return the recorded result
   * @throws StepFailedException after the last attempt, the same on every replay
   */
  <T extends @Nullable Object> T transactional(
      String name, TypeToken<T> type, StepOptions options, StepBody<T> body);
}
