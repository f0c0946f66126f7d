package dev.holdfast.web.security.oidc;

import java.util.Set;

/**
 * Is somebody whom the provider knows.
 *
 * @param user name, for people to read
 * @param groups what the provider says the user belongs to
 */
public record Identity(String user, Set<String> groups) {

  /** Copies the groups. */
  public Identity {
    groups = Set.copyOf(groups);
  }
}
