package dev.holdfast.access;

import java.util.List;

/** Names the roles. Each includes those before it. */
public final class RoleNames {

  /** Reads. */
  public static final String VIEWER = "viewer";

  /** Also creates instances and sends events. */
  public static final String STARTER = "starter";

  /** Also controls instances and sees stack traces. */
  public static final String OPERATOR = "operator";

  /** Also deletes. */
  public static final String ADMIN = "admin";

  /** All roles, the weakest first. */
  public static final List<String> ASCENDING = List.of(VIEWER, STARTER, OPERATOR, ADMIN);

  private RoleNames() {}
}
