package dev.holdfast.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Collects what can be said about an instance when it is created; all of it may be left out.
 *
 * @param id 1 to 100 letters, digits, {@code _} and {@code -}, not starting with {@code -}; a UUID,
 *     in order of time, when empty
 * @param params becomes the payload, at most 1 MiB encoded; the empty object when empty
 * @param startAt the instance stays queued, without a slot, until then; at once when empty
 * @param retention how long it is kept after its end; what it leaves empty is taken from the
 *     workflow, then from the engine
 * @param ifExists what happens when the id is taken
 */
public record CreateOptions(
    Optional<String> id,
    Optional<Object> params,
    Optional<Instant> startAt,
    Retention retention,
    IfExists ifExists) {

  /** Options that say nothing. */
  public static final CreateOptions DEFAULT =
      new CreateOptions(
          Optional.empty(), Optional.empty(), Optional.empty(), Retention.DEFAULT, IfExists.FAIL);

  /** Says what a create does when the id is taken. */
  public enum IfExists {
    /** Fails with {@code instance.already_exists}. */
    FAIL,
    /** Returns the older instance and ignores the other options. */
    RETURN
  }

  /**
   * Returns options with an id.
   *
   * @param id id of the new instance
   * @return the options
   */
  public static CreateOptions ofId(String id) {
    return DEFAULT.withId(id);
  }

  /**
   * Returns options with params.
   *
   * @param params becomes the payload
   * @return the options
   */
  public static CreateOptions ofParams(Object params) {
    return DEFAULT.withParams(params);
  }

  /**
   * Returns these options with another id.
   *
   * @param id id of the new instance
   * @return the new options
   */
  public CreateOptions withId(String id) {
    return new CreateOptions(Optional.of(id), params, startAt, retention, ifExists);
  }

  /**
   * Returns these options with other params.
   *
   * @param params becomes the payload
   * @return the new options
   */
  public CreateOptions withParams(Object params) {
    return new CreateOptions(id, Optional.of(params), startAt, retention, ifExists);
  }

  /**
   * Returns these options with another start.
   *
   * @param startAt the instance stays queued until then
   * @return the new options
   */
  public CreateOptions withStartAt(Instant startAt) {
    return new CreateOptions(id, params, Optional.of(startAt), retention, ifExists);
  }

  /**
   * Returns these options with another retention.
   *
   * @param retention how long the instance is kept after its end
   * @return the new options
   */
  public CreateOptions withRetention(Retention retention) {
    return new CreateOptions(id, params, startAt, retention, ifExists);
  }

  /**
   * Returns these options so that an older instance of the id is returned instead of an error.
   *
   * @return the new options
   */
  public CreateOptions returnExisting() {
    return new CreateOptions(id, params, startAt, retention, IfExists.RETURN);
  }
}
