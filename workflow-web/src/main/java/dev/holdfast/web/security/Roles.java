package dev.holdfast.web.security;

import dev.holdfast.access.RoleNames;
import java.util.List;
import java.util.Set;

/** Names the roles. Each includes those before it, and there is a user named after each. */
public final class Roles {

  /** Reads. */
  public static final String VIEWER = RoleNames.VIEWER;

  /** Also creates instances and sends events. */
  public static final String STARTER = RoleNames.STARTER;

  /** Also controls instances and sees stack traces. */
  public static final String OPERATOR = RoleNames.OPERATOR;

  /** Also deletes. */
  public static final String ADMIN = RoleNames.ADMIN;

  private static final List<String> ASCENDING = RoleNames.ASCENDING;

  private Roles() {}

  /**
   * Lists the roles.
   *
   * @return all, the weakest first
   */
  static List<String> all() {
    return ASCENDING;
  }

  /**
   * Lists what a role includes.
   *
   * @param role a role
   * @return it and all below it
   */
  static Set<String> upTo(String role) {
    return Set.copyOf(ASCENDING.subList(0, ASCENDING.indexOf(role) + 1));
  }
}
