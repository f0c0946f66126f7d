package dev.holdfast.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Checks users and passwords, wherever they come from: asks the throttle, then all identity stores
 * of the application, and turns the groups that those know into roles.
 */
@ApplicationScoped
public class Logins {

  @Inject private IdentityStoreHandler stores;
  @Inject private LoginThrottle throttle;
  private final RoleMapping mapping = RoleMapping.of(Settings.ofProcess());

  /** Makes the bean on the settings of this process; CDI injects the rest. */
  public Logins() {}

  /**
   * Is what came of a login.
   *
   * @param user who it is; empty when nobody was let in
   * @param roles what the user may do
   * @param pause how long to wait before the next try, when there were too many
   */
  record Result(Optional<String> user, Set<String> roles, Optional<Duration> pause) {

    private static final Result REFUSED = new Result(Optional.empty(), Set.of(), Optional.empty());

    boolean isLoggedIn() {
      return user.isPresent();
    }
  }

  /**
   * Checks a login.
   *
   * @param login user and password
   * @param address where it comes from
   * @return what came of it; the same for a wrong password as for an unknown user
   */
  Result check(UsernamePasswordCredential login, String address) {
    Optional<Duration> wait = throttle.waitFor(login.getCaller(), address);
    if (wait.isPresent()) {
      return new Result(Optional.empty(), Set.of(), wait);
    }
    CredentialValidationResult found = stores.validate(login);
    if (found.getStatus() != Status.VALID) {
      throttle.failed(login.getCaller(), address);
      return Result.REFUSED;
    }
    throttle.succeeded(login.getCaller(), address);
    return new Result(
        Optional.of(found.getCallerPrincipal().getName()),
        mapping.roles(found.getCallerGroups()),
        Optional.empty());
  }
}
