package dev.holdfast.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Set;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager4;
import org.jspecify.annotations.Nullable;

/**
 * Lets in the server's own connections and the one configured user.
 *
 * <p>A connection from within the process is trusted: it comes from the resource adapter, behind
 * which stands the server's own security. Whoever comes over TCP needs the password, and may use
 * queues but not manage the broker.
 */
final class BrokerSecurity implements ActiveMQSecurityManager4 {

  private static final String OWN_PROCESS = "own-process";

  private final BrokerSettings settings;

  BrokerSecurity(BrokerSettings settings) {
    this.settings = settings;
  }

  @Override
  public @Nullable String validateUser(
      @Nullable String user,
      @Nullable String password,
      @Nullable RemotingConnection connection,
      @Nullable String securityDomain) {
    if (isOwnProcess(connection)) {
      return OWN_PROCESS;
    }
    return validateUser(user, password) ? user : null;
  }

  @Override
  public @Nullable String validateUserAndRole(
      @Nullable String user,
      @Nullable String password,
      @Nullable Set<Role> roles,
      CheckType checkType,
      @Nullable String address,
      @Nullable RemotingConnection connection,
      @Nullable String securityDomain) {
    if (isOwnProcess(connection)) {
      return OWN_PROCESS;
    }
    return validateUserAndRole(user, password, roles, checkType) ? user : null;
  }

  @Override
  public boolean validateUser(@Nullable String user, @Nullable String password) {
    String expected = settings.password();
    return user != null
        && password != null
        && expected != null
        && user.equals(settings.user())
        && MessageDigest.isEqual(password.getBytes(UTF_8), expected.getBytes(UTF_8));
  }

  @Override
  public boolean validateUserAndRole(
      @Nullable String user,
      @Nullable String password,
      @Nullable Set<Role> roles,
      CheckType checkType) {
    return checkType != CheckType.MANAGE && validateUser(user, password);
  }

  private static boolean isOwnProcess(@Nullable RemotingConnection connection) {
    return connection != null && connection.getTransportConnection() instanceof InVMConnection;
  }
}
