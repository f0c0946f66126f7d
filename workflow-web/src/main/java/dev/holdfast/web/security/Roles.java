package dev.holdfast.web.security;

import java.util.List;
import java.util.Set;

/** Names the roles. Each includes those before it, and there is a user named after each. */
public final class Roles {

  /** Reads. */
  public static final String VIEWER = "viewer";

  /** Also creates instances and sends events. */
  public static final String STARTER = "starter";

  /** Also controls instances and sees stack traces. */
  public static final String OPERATOR = "operator";

  /** Also deletes. */
  public static final String ADMIN = "admin";

  private static final List<String> ASCENDING = List.of(VIEWER, STARTER, OPERATOR, ADMIN);

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
