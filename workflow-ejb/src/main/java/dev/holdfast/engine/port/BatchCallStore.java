package dev.holdfast.engine.port;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.BatchCall;
import dev.holdfast.engine.model.StepStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what steps want of the batch runtime, and which node sees to it. Each method is a
 * transaction of its own; a caller's transaction is suspended meanwhile.
 */
public interface BatchCallStore {

  /**
   * Stores a call, unless it is there for this attempt or a later one.
   *
   * @param call what is wanted
   */
  void request(BatchCall call);

  /**
   * Looks for a call.
   *
   * @param key identifies it
   * @return the call, or empty
   */
  Optional<BatchCall> find(BatchCall.Key key);

  /**
   * Takes calls that no live node owns, each once in the cluster.
   *
   * @param node who takes them
   * @param workflows names of the workflows that the node knows, one at the least
   * @param limit how many at the most
   * @return how many
   * @throws NodeFencedException when the node's leases have been taken over
   */
  int claim(long node, Collection<String> workflows, int limit);

  /**
   * Lists the calls of a node.
   *
   * @param node the node
   * @return all of them, in the order of their keys
   */
  List<Held> listOwned(long node);

  /**
   * Changes a call on behalf of the node that sees to it.
   *
   * @param call the call as it is to be
   * @param node who sees to it
   * @return false when another node does, or a later attempt has been asked for; nothing is written
   * @throws NodeFencedException when the node's leases have been taken over
   */
  boolean save(BatchCall call, long node);

  /**
   * Removes a call on behalf of the node that sees to it, unless a later attempt has been asked
   * for.
   *
   * @param call the call
   * @param node who sees to it
   */
  void remove(BatchCall call, long node);

  /**
   * Is a call in the hands of a node.
   *
   * @param call the call
   * @param epoch present life of its instance; 0 when that is gone
   * @param want whether its step still waits
   */
  record Held(BatchCall call, int epoch, Want want) {}

  /** Says whether a step still waits for its job. */
  enum Want {
    /** It waits for this attempt. */
    PRESENT,
    /** This attempt is over; there may be another one. */
    LATER,
    /** The step has ended, or its instance has, or is gone. */
    NEVER;

    /**
     * Judges by what is stored.
     *
     * @param call the call
     * @param instance status of its instance
     * @param step status of its step, in the present life of the instance
     * @param attempt number of the step's latest attempt
     * @return whether the step waits for the call
     */
    public static Want of(BatchCall call, InstanceStatus instance, StepStatus step, int attempt) {
      if (instance.isTerminal() || instance == InstanceStatus.ROLLING_BACK || step.isFinished()) {
        return NEVER;
      }
      return step == StepStatus.RUNNING && attempt == call.attempt() ? PRESENT : LATER;
    }
  }
}
