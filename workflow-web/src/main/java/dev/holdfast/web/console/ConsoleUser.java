package dev.holdfast.web.console;

import dev.holdfast.access.CallDetails;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.web.security.Login;
import dev.holdfast.web.security.Roles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Is who looks at a page: pages show only what the user's role allows. */
@RequestScoped
@Named("user")
public class ConsoleUser {

  @Inject private CallDetails call;

  /** Makes the bean; CDI does. */
  public ConsoleUser() {}

  /**
   * Returns the name of the login.
   *
   * @return the name; empty without one
   */
  public String getName() {
    @Nullable Principal principal = external().getUserPrincipal();
    return principal == null ? "" : principal.getName();
  }

  /**
   * Returns what proves that the form that logs out comes from a page of this session.
   *
   * @return the token; empty for who has not used the login page
   */
  public String getToken() {
    return Login.of((HttpServletRequest) external().getRequest()).map(Login::token).orElse("");
  }

  /**
   * Tells whether the user may create instances and send events.
   *
   * @return true for starters and above
   */
  public boolean isStarter() {
    return may(Roles.STARTER);
  }

  /**
   * Tells whether the user may steer instances and sees stack traces.
   *
   * @return true for operators and above
   */
  public boolean isOperator() {
    return may(Roles.OPERATOR);
  }

  /**
   * Tells whether the user may delete.
   *
   * @return true for admins
   */
  public boolean isAdmin() {
    return may(Roles.ADMIN);
  }

  /**
   * Tells whether the user has a role.
   *
   * @param role its name
   * @return true when the login has it
   */
  public boolean may(String role) {
    return external().isUserInRole(role);
  }

  /**
   * Refuses what the user may not do, whatever the page has offered.
   *
   * @param role the weakest role that may
   * @throws WorkflowException {@code access.denied} when the user does not have it
   */
  public void require(String role) {
    if (!may(role)) {
      throw new WorkflowException(
          "access.denied",
          "User '%s' may not do this: it is for the role %s.".formatted(getName(), role));
    }
  }

  /**
   * Notes why the user does what this request does, for the audit trail.
   *
   * @param reason what the user says; blank for nothing, cut after 500 characters
   */
  public void giveReason(String reason) {
    call.setReason(reason);
  }

  /**
   * Returns what a field shows for a reason that was not given yet.
   *
   * @return nothing
   */
  public String getReason() {
    return "";
  }

  /**
   * Takes the reason of what is done with this request.
   *
   * @param reason what the user says; blank or null for nothing
   */
  public void setReason(@Nullable String reason) {
    giveReason(reason == null ? "" : reason);
  }

  private static ExternalContext external() {
    return FacesContext.getCurrentInstance().getExternalContext();
  }
}
