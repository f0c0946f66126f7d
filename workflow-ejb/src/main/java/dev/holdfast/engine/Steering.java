package dev.holdfast.engine;

import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Retention;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.control.ControlLog;
import dev.holdfast.engine.control.Controls;
import dev.holdfast.engine.control.Families;
import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.PurgeTimes;
import dev.holdfast.engine.model.Requester;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.node.Node;
import dev.holdfast.engine.port.InstanceControl;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Carries out control calls: decides under the lock of the rows, and tells the run on this node at
 * once; a run elsewhere finds out within a second.
 */
final class Steering {

  private final Ports ports;
  private final WorkflowRegistry registry;
  private final Node node;
  private final EndWaiters waiters;
  private final Families families;
  private final ChildCloser closer;

  Steering(Ports ports, WorkflowRegistry registry, Node node, EndWaiters waiters) {
    this.ports = ports;
    this.registry = registry;
    this.node = node;
    this.waiters = waiters;
    this.families = new Families(ports.codec(), ports.ids());
    this.closer = new ChildCloser(ports.closings(), this, ports.threads());
  }

  /** Returns what terminates the children that are left behind. */
  ChildCloser closer() {
    return closer;
  }

  /**
   * Carries out a command.
   *
   * @return the status after it; the one before when the instance was deleted
   */
  InstanceStatus steer(InstanceKey key, Command command, Requester by) {
    Decision decision =
        change(key, command, Optional.of(by), instance -> true).orElseThrow(() -> notFound(key));
    return decision.after().orElse(decision.before()).status();
  }

  /**
   * Carries out a command on instances that rest, many in one transaction; leaves out what {@link
   * InstanceControl#changeResting} does.
   *
   * @return the numbers of those that it was carried out on
   */
  Set<Long> steerResting(List<Long> numbers, Command command, Requester by) {
    // Before the transaction, in which there must be no other.
    Map<Long, Long> entries = new HashMap<>();
    numbers.forEach(number -> entries.put(number, ports.ids().nextEventNumber()));
    List<Decision> done =
        ports
            .control()
            .changeResting(
                numbers,
                (instance, journal) -> {
                  Instant now = ports.clock().instant();
                  Decision decision = decide(command, instance, journal, by.caller(), now);
                  long entry = entries.getOrDefault(instance.number(), 0L);
                  return audited(decision, command, by, entry, now);
                });
    done.forEach(this::spread);
    return done.stream().map(it -> it.before().number()).collect(Collectors.toSet());
  }

  /**
   * Terminates a child that its parent has left behind, unless it has ended, is about to after its
   * compensation, or is another instance by now.
   */
  void close(ChildClosing closing) {
    change(
        closing.child(),
        new Command.Terminate(closing.rollback()),
        Optional.empty(),
        child ->
            !child.status().isTerminal()
                && child.status() != InstanceStatus.ROLLING_BACK
                && child.origin().parent() != null
                && child.origin().parent().number() == closing.parent());
  }

  /** What nobody has asked for, because the engine does it by itself, is not audited. */
  private Optional<Decision> change(
      InstanceKey key, Command command, Optional<Requester> by, Predicate<InstanceRecord> wanted) {
    long entry = by.isPresent() ? ports.ids().nextEventNumber() : 0;
    String caller = by.map(Requester::caller).orElse("");
    Optional<Decision> done =
        ports
            .control()
            .change(
                key,
                (instance, journal) -> {
                  if (!wanted.test(instance)) {
                    return Decision.nothing(instance);
                  }
                  Instant now = ports.clock().instant();
                  Decision decision = decide(command, instance, journal, caller, now);
                  return by.map(it -> audited(decision, command, it, entry, now)).orElse(decision);
                });
    done.ifPresent(this::spread);
    return done;
  }

  /** Records a command with what it does to the status. */
  private static Decision audited(
      Decision decision, Command command, Requester by, long entry, Instant now) {
    InstanceRecord before = decision.before();
    return decision.auditing(
        new AuditEntry(
            entry,
            now,
            by,
            command.call().auditName(),
            before.key().workflow(),
            before.key().id(),
            before.status().wireName(),
            decision.after().map(after -> after.status().wireName()).orElse(""),
            AuditEntry.DONE));
  }

  private Decision decide(
      Command command,
      InstanceRecord instance,
      InstanceControl.Journal journal,
      String caller,
      Instant now) {
    Decision decision = Controls.decide(command, instance, journal, now);
    Decision kept =
        keptFor(
            retention(instance.key().workflow()), ControlLog.add(decision, command, caller, now));
    return families.complete(command, kept, journal, now);
  }

  /** Tells everybody on this node whom it concerns; does not return to a run that it has ended. */
  private void spread(Decision decision) {
    InstanceRecord after = decision.after().orElse(decision.before());
    if (after.status().isTerminal() && !decision.before().status().isTerminal()) {
      waiters.ended(after);
    }
    decision.childEnd().ifPresent(end -> node.inboxChanged(end.parent().number()));
    if (!decision.closings().isEmpty()) {
      closer.hint();
    }
    node.controlled(decision);
  }

  /** Returns how long ended instances are kept, also of a workflow that is not deployed here. */
  private Retention retention(String workflow) {
    return registry
        .find(workflow)
        .map(WorkflowDefinition::settings)
        .orElse(WorkflowSettings.DEFAULT)
        .retention();
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
