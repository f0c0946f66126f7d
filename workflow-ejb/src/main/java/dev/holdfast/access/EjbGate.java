package dev.holdfast.access;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.jspecify.annotations.Nullable;

/**
 * Has the roles written on its methods, because a bean is where every server looks for them: on a
 * class that answers over HTTP some do and some do not. It is a singleton so that no pool of beans
 * is one more bound.
 */
@Singleton
@Local(Gate.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@DeclareRoles({RoleNames.VIEWER, RoleNames.STARTER, RoleNames.OPERATOR, RoleNames.ADMIN})
public class EjbGate implements Gate {

  @Resource private @Nullable SessionContext context;

  /** Makes the bean; the container injects the rest. */
  public EjbGate() {}

  @Override
  @RolesAllowed(RoleNames.VIEWER)
  public void viewer() {
    // the container has let the caller in
  }

  @Override
  @RolesAllowed(RoleNames.STARTER)
  public void starter() {
    // the container has let the caller in
  }

  @Override
  @RolesAllowed(RoleNames.OPERATOR)
  public void operator() {
    // the container has let the caller in
  }

  @Override
  @RolesAllowed(RoleNames.ADMIN)
  public void admin() {
    // the container has let the caller in
  }

  @Override
  @PermitAll
  public Caller caller() {
    SessionContext session = context;
    if (session == null) {
      throw new IllegalStateException("The container has not injected the context");
    }
    String role =
        RoleNames.ASCENDING.stream()
            .filter(session::isCallerInRole)
            .reduce((weaker, stronger) -> stronger)
            .orElse("");
    return new Caller(session.getCallerPrincipal().getName(), role);
  }
}
