package dev.holdfast.jpa;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Says what the supported databases do differently. */
public enum Dialect {
  /**
   * H2, in its regular mode. It has no share locks on rows and no partial indexes. It may answer a
   * query again from memory while a commit that changes the result becomes visible, and go on doing
   * so: tables count as changed right before a commit, not after it. That is switched off.
   */
  H2("H2", " for update", "next value for %s") {
    @Override
    Map<String, String> schemaPlaceholders() {
      return Map.of("room for updates", "", "when due", "", "when owned", "");
    }

    @Override
    Optional<String> startUp() {
      return Optional.of("set optimize_reuse_results false");
    }
  },
  /** PostgreSQL. A key-share lock is the weakest that an explicit row lock excludes. */
  POSTGRESQL("PostgreSQL", " for key share", "nextval('%s')") {
    @Override
    Map<String, String> schemaPlaceholders() {
      return Map.of(
          "room for updates", "with (fillfactor = 80)",
          "when due", "where wake_at is not null",
          "when owned", "where owner is not null");
    }
  };

  private final String productName;
  private final String shareLock;
  private final String nextValue;

  Dialect(String productName, String shareLock, String nextValue) {
    this.productName = productName;
    this.shareLock = shareLock;
    this.nextValue = nextValue;
  }

  /**
   * Returns the dialect of a database.
   *
   * @param productName what its driver calls it
   * @return the dialect, or empty when the database is not supported
   */
  static Optional<Dialect> find(String productName) {
    return Arrays.stream(values()).filter(it -> it.productName.equals(productName)).findFirst();
  }

  /** Returns the end of a select that keeps others from locking the row for update. */
  String shareLock() {
    return shareLock;
  }

  /** Returns the expression for the next value of a sequence. */
  String nextValue(String sequence) {
    return nextValue.formatted(sequence);
  }

  /** Returns what the database has to be told whenever it is opened. */
  Optional<String> startUp() {
    return Optional.empty();
  }

  /** Returns what the placeholders in the migration scripts stand for. */
  abstract Map<String, String> schemaPlaceholders();
}
