package dev.holdfast.access;

import dev.holdfast.api.WorkflowException;
import jakarta.ejb.EJBAccessException;

/** Asks the gate, and says in the engine's words when it stays closed. */
final class Guard {

  private final Gate gate;

  Guard(Gate gate) {
    this.gate = gate;
  }

  /** Lets pass who may read. */
  void viewer() {
    pass(gate::viewer, RoleNames.VIEWER);
  }

  /** Lets pass who may create instances and send events. */
  void starter() {
    pass(gate::starter, RoleNames.STARTER);
  }

  /** Lets pass who may control instances. */
  void operator() {
    pass(gate::operator, RoleNames.OPERATOR);
  }

  /** Lets pass who may delete. */
  void admin() {
    pass(gate::admin, RoleNames.ADMIN);
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
