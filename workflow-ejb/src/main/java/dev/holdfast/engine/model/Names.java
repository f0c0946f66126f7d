package dev.holdfast.engine.model;

import java.util.regex.Pattern;

/** Holds the rules for ids and types that people choose. Case matters everywhere. */
public final class Names {

  /** The rule for the id of a new instance, for people. */
  public static final String NEW_INSTANCE_ID_RULE =
      "1 to 100 letters, digits, '_' and '-', not starting with '-'";

  /** The rule for an id that addresses an instance, for people. */
  public static final String INSTANCE_ID_RULE =
      "1 to 271 letters, digits, blanks and the characters , * / # _ -";

  /** The rule for the type of an event, for people. */
  public static final String EVENT_TYPE_RULE =
      "1 to 100 letters, digits, '_' and '-', not starting with '-'";

  /** The rule for the id of an event, for people. */
  public static final String EVENT_ID_RULE =
      "1 to 200 characters, none of them a control character";

  private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_-]{0,99}");
  private static final Pattern INSTANCE_ID = Pattern.compile("[a-zA-Z0-9, */#_-]{1,271}");
  private static final Pattern EVENT_ID = Pattern.compile("\\P{Cntrl}{1,200}");

  private Names() {}

  /**
   * Tells whether a new instance may have an id.
   *
   * @param id the id
   * @return true when it follows {@link #NEW_INSTANCE_ID_RULE}
   */
  public static boolean isNewInstanceId(String id) {
    return PLAIN.matcher(id).matches();
  }

  /**
   * Tells whether an id may address an instance; that of a schedule's instance may, too.
   *
   * @param id the id
   * @return true when it follows {@link #INSTANCE_ID_RULE}
   */
  public static boolean isInstanceId(String id) {
    return INSTANCE_ID.matcher(id).matches();
  }

  /**
   * Tells whether an event may have a type.
   *
   * @param type the type
   * @return true when it follows {@link #EVENT_TYPE_RULE}
   */
  public static boolean isEventType(String type) {
    return PLAIN.matcher(type).matches();
  }

  /**
   * Tells whether an event may have an id.
   *
   * @param id the id
   * @return true when it follows {@link #EVENT_ID_RULE}
   */
  public static boolean isEventId(String id) {
    return EVENT_ID.matcher(id).matches();
  }
}
