package dev.holdfast.api;

import dev.holdfast.api.CreateOptions.IfExists;
import java.time.Duration;
import java.util.Optional;

/**
 * Collects what can be said about a child when it is started; all of it may be left out.
 *
 * @param id 1 to 100 letters, digits, {@code _} and {@code -}, not starting with {@code -}; when
 *     empty it is derived from the parent, its epoch and the step, so that each execution finds the
 *     same child and a restart starts another one. What a parent has started under a chosen id
 *     before its restart belongs to somebody else then
 * @param params becomes the child's payload, at most 1 MiB encoded; the empty object when empty
 * @param retention how long the child is kept after its end; what it leaves empty is for the
 *     child's workflow and the engine to say
 * @param ifExists what happens when the id belongs to somebody else; a child of the same step is
 *     found again whatever this says
 * @param closePolicy what becomes of the child when its parent ends before it
 * @param timeout how long {@code callChild} waits, from the start of the child: more than zero and
 *     at most 365 days; for ever when empty. {@code startChild} takes none
 */
public record ChildOptions(
    Optional<String> id,
    Optional<Object> params,
    Retention retention,
    IfExists ifExists,
    ClosePolicy closePolicy,
    Optional<Duration> timeout) {

  /** Options that say nothing. */
  public static final ChildOptions DEFAULT =
      new ChildOptions(
          Optional.empty(),
          Optional.empty(),
          Retention.DEFAULT,
          IfExists.FAIL,
          ClosePolicy.ABANDON,
          Optional.empty());

  /** Says what becomes of a child when its parent ends, is restarted or is deleted before it. */
  public enum ClosePolicy {
    /** Nothing: the child is independent. */
    ABANDON,
    /** It is terminated, with rollback if its parent was. */
    TERMINATE
  }

  /**
   * Checks the timeout.
   *
   * @throws InvalidOptionException {@code options.invalid}, naming the bound and the value
   */
  public ChildOptions {
    timeout.ifPresent(
        value -> {
          Durations.checkPositive("timeout of a child", value);
          Durations.checkAtMostOneYear("timeout of a child", value);
        });
  }

  /**
   * Returns options with an id.
   *
   * @param id id of the child
   * @return the options
   */
  public static ChildOptions ofId(String id) {
    return DEFAULT.withId(id);
  }

  /**
   * Returns options with params.
   *
   * @param params becomes the payload
   * @return the options
   */
  public static ChildOptions ofParams(Object params) {
    return DEFAULT.withParams(params);
  }

  /**
   * Returns these options with another id.
   *
   * @param id id of the child
   * @return the new options
   */
  public ChildOptions withId(String id) {
    return new ChildOptions(Optional.of(id), params, retention, ifExists, closePolicy, timeout);
  }

  /**
   * Returns these options with other params.
   *
   * @param params becomes the payload
   * @return the new options
   */
  public ChildOptions withParams(Object params) {
    return new ChildOptions(id, Optional.of(params), retention, ifExists, closePolicy, timeout);
  }

  /**
   * Returns these options with another retention.
   *
   * @param retention how long the child is kept after its end
   * @return the new options
   */
  public ChildOptions withRetention(Retention retention) {
    return new ChildOptions(id, params, retention, ifExists, closePolicy, timeout);
  }

  /**
   * Returns these options so that an instance of the id which belongs to somebody else is taken
   * instead of an error. It keeps its own parent, if any, and the close policy does not reach it.
   *
   * @return the new options
   */
  public ChildOptions returnExisting() {
    return new ChildOptions(id, params, retention, IfExists.RETURN, closePolicy, timeout);
  }

  /**
   * Returns these options with another close policy.
   *
   * @param closePolicy what becomes of the child when its parent ends before it
   * @return the new options
   */
  public ChildOptions withClosePolicy(ClosePolicy closePolicy) {
    return new ChildOptions(id, params, retention, ifExists, closePolicy, timeout);
  }

  /**
   * Returns these options with another timeout.
   *
   * @param timeout more than zero, at most 365 days
   * @return the new options
   */
  public ChildOptions withTimeout(Duration timeout) {
    return new ChildOptions(id, params, retention, ifExists, closePolicy, Optional.of(timeout));
  }

  /**
   * Returns these options with another timeout.
   *
   * @param timeout a duration as text, such as {@code "2 hours"}; see {@link Durations#parse}
   * @return the new options
   */
  public ChildOptions withTimeout(String timeout) {
    return withTimeout(Durations.parse(timeout));
  }
}
