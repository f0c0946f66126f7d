package dev.holdfast.samples.jms;

import java.util.Set;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** Lets in ada, whose password is secret. */
final class OneUser implements ActiveMQSecurityManager {

  @Override
  public boolean validateUser(String user, String password) {
    return "ada".equals(user) && "secret".equals(password);
  }

  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType checkType) {
    return validateUser(user, password);
  }
}
