package dev.holdfast.engine.model;

import java.util.Arrays;

/** Says what a job does. */
public enum JobKind {
  /** Steers instances that a filter chooses. */
  CONTROL("control"),
  /** Creates instances from an upload. */
  IMPORT("import"),
  /** Writes instances that a filter chooses, to be imported elsewhere. */
  EXPORT("export"),
  /** Removes finished instances that a filter chooses. */
  PURGE("purge");

  private final String wireName;

  JobKind(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Returns the name of this kind in the database and over HTTP.
   *
   * @return such as {@code import}
   */
  public String wireName() {
    return wireName;
  }

  /**
   * Returns the kind of a name.
   *
   * @param name as {@link #wireName()} gives it
   * @return the kind
   * @throws IllegalArgumentException for any other text
   */
  public static JobKind of(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown kind of job " + name));
  }
}
