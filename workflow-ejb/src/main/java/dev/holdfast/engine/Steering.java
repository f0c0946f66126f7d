package dev.holdfast.engine;

import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Retention;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.control.ControlLog;
import dev.holdfast.engine.control.Controls;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.PurgeTimes;
import dev.holdfast.engine.node.Node;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Instant;

/**
 * Carries out control calls: decides under the lock of the rows, and tells the run on this node at
 * once; a run elsewhere finds out within a second.
 */
final class Steering {

  private final Ports ports;
  private final WorkflowRegistry registry;
  private final Node node;
  private final EndWaiters waiters;

  Steering(Ports ports, WorkflowRegistry registry, Node node, EndWaiters waiters) {
    this.ports = ports;
    this.registry = registry;
    this.node = node;
    this.waiters = waiters;
  }

  /**
   * Carries out a command.
   *
   * @return the status after it; the one before when the instance was deleted
   */
  InstanceStatus steer(InstanceKey key, Command command, String caller) {
    Instant now = ports.clock().instant();
    Retention retention = registry.get(key.workflow()).settings().retention();
    Decision decision =
        ports
            .control()
            .change(
                key,
                (instance, journal) ->
                    keptFor(
                        retention,
                        ControlLog.add(
                            Controls.decide(command, instance, journal, now),
                            command,
                            caller,
                            now)))
            .orElseThrow(() -> notFound(key));
    InstanceRecord after = decision.after().orElse(decision.before());
    if (after.status().isTerminal() && !decision.before().status().isTerminal()) {
      waiters.ended(after);
    }
    node.controlled(decision);
    return after.status();
  }

  /** Fixes when an instance may be purged that ends by a decision. */
  private static Decision keptFor(Retention retention, Decision decision) {
    if (decision.before().status().isTerminal()) {
      return decision;
    }
    return decision
        .after()
        .filter(after -> after.status().isTerminal())
        .map(after -> decision.withAfter(PurgeTimes.fix(after, retention)))
        .orElse(decision);
  }

  static InstanceNotFoundException notFound(InstanceKey key) {
    return new InstanceNotFoundException(
        "Instance '%s' of workflow '%s' does not exist: it was never created, or has been deleted. (instance.not_found)"
            .formatted(key.id(), key.workflow()));
  }
}
