package dev.holdfast.engine;

import dev.holdfast.api.Retention;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new instance.
 *
 * @param workflow name of the workflow
 * @param id the id wanted; a UUID, in order of time, when empty
 * @param params the payload; the empty object when empty
 * @param startAt stays queued until then; at once when empty
 * @param retention how long it is kept after its end; what it leaves empty is for the workflow and
 *     the engine to say
 * @param returnExisting whether an older instance of the id is returned instead of an error
 * @param trigger what creates it: {@code api}, {@code java}, {@code jms} or {@code child}
 * @param caller who creates it, empty when unknown
 * @param parent the step that starts it as a child; null for none
 */
public record NewInstance(
    String workflow,
    Optional<String> id,
    Optional<EncodedValue> params,
    Optional<Instant> startAt,
    Retention retention,
    boolean returnExisting,
    String trigger,
    String caller,
    @Nullable Parent parent) {

  /**
   * Asks for an instance without a parent.
   *
   * @param workflow name of the workflow
   * @param id the id wanted; a UUID, in order of time, when empty
   * @param params the payload; the empty object when empty
   * @param startAt stays queued until then; at once when empty
   * @param retention how long it is kept after its end
   * @param returnExisting whether an older instance of the id is returned instead of an error
   * @param trigger what creates it
   * @param caller who creates it, empty when unknown
   */
  public NewInstance(
      String workflow,
      Optional<String> id,
      Optional<EncodedValue> params,
      Optional<Instant> startAt,
      Retention retention,
      boolean returnExisting,
      String trigger,
      String caller) {
    this(workflow, id, params, startAt, retention, returnExisting, trigger, caller, null);
  }

  /**
   * Asks for an instance by its workflow, nothing else said.
   *
   * @param workflow name of the workflow
   * @param trigger what creates it
   * @param caller who creates it, empty when unknown
   * @return the request
   */
  public static NewInstance of(String workflow, String trigger, String caller) {
    return new NewInstance(
        workflow,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Retention.DEFAULT,
        false,
        trigger,
        caller);
  }

  /**
   * Returns this request with an id.
   *
   * @param id the id wanted
   * @return the new request
   */
  public NewInstance withId(String id) {
    return new NewInstance(
        workflow,
        Optional.of(id),
        params,
        startAt,
        retention,
        returnExisting,
        trigger,
        caller,
        parent);
  }

  /**
   * Returns this request with params.
   *
   * @param params the payload
   * @return the new request
   */
  public NewInstance withParams(EncodedValue params) {
    return new NewInstance(
        workflow,
        id,
        Optional.of(params),
        startAt,
        retention,
        returnExisting,
        trigger,
        caller,
        parent);
  }

  /**
   * Returns this request with a start.
   *
   * @param startAt stays queued until then
   * @return the new request
   */
  public NewInstance withStartAt(Instant startAt) {
    return new NewInstance(
        workflow,
        id,
        params,
        Optional.of(startAt),
        retention,
        returnExisting,
        trigger,
        caller,
        parent);
  }

  /**
   * Returns this request with a retention.
   *
   * @param retention how long the instance is kept after its end
   * @return the new request
   */
  public NewInstance withRetention(Retention retention) {
    return new NewInstance(
        workflow, id, params, startAt, retention, returnExisting, trigger, caller, parent);
  }

  /**
   * Returns this request for a child.
   *
   * @param parent the step that starts it
   * @return the new request
   */
  public NewInstance withParent(Parent parent) {
    return new NewInstance(
        workflow, id, params, startAt, retention, returnExisting, trigger, caller, parent);
  }

  /**
   * Returns this request so that an older instance of the id is returned instead of an error.
   *
   * @return the new request
   */
  public NewInstance returningExisting() {
    return new NewInstance(workflow, id, params, startAt, retention, true, trigger, caller, parent);
  }
}
