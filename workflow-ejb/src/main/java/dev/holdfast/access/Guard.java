package dev.holdfast.access;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.audit.Audit;
import dev.holdfast.engine.model.Requester;
import jakarta.ejb.EJBAccessException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks the gate, and says in the engine's words when it stays closed. Has commands that are refused
 * recorded, whether by the gate or by the engine.
 */
public final class Guard {

  private final Gate gate;
  private final Audit audit;
  private final Supplier<CallDetails> details;

  /**
   * Makes the guard.
   *
   * @param gate knows who may pass
   * @param audit records commands
   * @param details tells about the present request
   */
  public Guard(Gate gate, Audit audit, Supplier<CallDetails> details) {
    this.gate = gate;
    this.audit = audit;
    this.details = details;
  }

  /** Lets pass who may read. */
  void viewer() {
    pass(gate::viewer, RoleNames.VIEWER);
  }

  /** Lets pass who may control instances. */
  void operator() {
    pass(gate::operator, RoleNames.OPERATOR);
  }

  /** Lets pass who may delete. */
  void admin() {
    pass(gate::admin, RoleNames.ADMIN);
  }

  /** Lets a starter do something, which is recorded. */
  <T> T asStarter(Audit.Command command, Supplier<T> work) {
    return recorded(gate::starter, RoleNames.STARTER, command, by -> work.get());
  }

  /** Lets an operator do something, which is recorded. */
  <T> T asOperator(Audit.Command command, Supplier<T> work) {
    return recorded(gate::operator, RoleNames.OPERATOR, command, by -> work.get());
  }

  /** Lets an admin do something, which is recorded. */
  <T> T asAdmin(Audit.Command command, Supplier<T> work) {
    return recorded(gate::admin, RoleNames.ADMIN, command, by -> work.get());
  }

  /** Lets an operator decide about an instance; the decision records itself. */
  <T> T deciding(Audit.Command command, boolean isDeletion, Function<Requester, T> decision) {
    return isDeletion
        ? refusalsRecorded(gate::admin, RoleNames.ADMIN, command, decision)
        : refusalsRecorded(gate::operator, RoleNames.OPERATOR, command, decision);
  }

  private <T> T recorded(
      Runnable check, String role, Audit.Command command, Function<Requester, T> work) {
    return refusalsRecorded(
        check,
        role,
        command,
        by -> {
          T result = work.apply(by);
          audit.done(command, by);
          return result;
        });
  }

  private <T> T refusalsRecorded(
      Runnable check, String role, Audit.Command command, Function<Requester, T> work) {
    Requester by = requester();
    try {
      pass(check, role);
      return work.apply(by);
    } catch (WorkflowException e) {
      audit.refused(command, by, e.code());
      throw e;
    }
  }

  private Requester requester() {
    Caller caller = gate.caller();
    CallDetails call = details.get();
    return new Requester(caller.name(), caller.role(), call.getAddress(), call.getReason());
  }

  private static void pass(Runnable check, String role) {
    try {
      check.run();
    } catch (EJBAccessException e) {
      throw new WorkflowException(
          "access.denied",
          "This is for the role %s: log in as somebody who has it. (access.denied)".formatted(role),
          e);
    }
  }
}
