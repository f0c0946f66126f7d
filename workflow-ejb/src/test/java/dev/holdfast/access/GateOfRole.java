package dev.holdfast.access;

import jakarta.ejb.EJBAccessException;

/** Stands for the container's gate: lets a caller of one role pass, or nobody. */
public record GateOfRole(String role) implements Gate {

  static final String NOBODY = "";

  @Override
  public void viewer() {
    require(RoleNames.VIEWER);
  }

  @Override
  public void starter() {
    require(RoleNames.STARTER);
  }

  @Override
  public void operator() {
    require(RoleNames.OPERATOR);
  }

  @Override
  public void admin() {
    require(RoleNames.ADMIN);
  }

  @Override
  public Caller caller() {
    return new Caller("ann", role);
  }

  private void require(String needed) {
    if (RoleNames.ASCENDING.indexOf(role) < RoleNames.ASCENDING.indexOf(needed)) {
      throw new EJBAccessException("no " + needed);
    }
  }
}
