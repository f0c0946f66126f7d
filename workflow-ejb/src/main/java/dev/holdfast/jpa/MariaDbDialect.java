package dev.holdfast.jpa;

import java.util.Optional;

/**
 * MariaDB, 10.6 or later. It has no columns with a time zone: points in time are stored in UTC, and
 * {@link DatabaseProof} makes sure that the driver does so, too. A text in a key has a greatest
 * length; the longest that is in one is the id of an instance, with 271 characters, or of a JMS
 * message. It has no partial indexes.
 *
 * <p>In an update it sees the columns that the same update has set before: a statement must read a
 * column before it sets it.
 */
final class MariaDbDialect extends WordedDialect {

  /** A column that is called like a word of MariaDB's own, not the status in quotes. */
  private static final String TERMINATED = "(?<!')\\bterminated\\b(?!')";

  private static final Wording STATEMENTS =
      new Wording()
          .say(TERMINATED, "`terminated`")
          .say("cast\\(\\? as timestamp\\(6\\) with time zone\\)", "cast(? as datetime(6))")
          .say("cast\\(\\? as varchar\\)", "cast(? as char)")
          .say("cast\\(\\? as bigint\\)", "cast(? as signed)")
          .say("\\bcurrent_timestamp\\b", "utc_timestamp(6)");

  /** Blanks at the end of a text count, and so does case. */
  private static final SchemaWords SCHEMA =
      new SchemaWords(
          "varchar(300)",
          "longtext",
          " engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin",
          new Wording()
              .say("\\bterminated bigint\\b", "`terminated` bigint")
              .say("timestamp\\(6\\) with time zone", "datetime(6)")
              .say("\\btext\\b", "longtext")
              .say("\\bbytea\\b", "longblob"));

  MariaDbDialect() {
    super("MariaDB", STATEMENTS, SCHEMA);
  }

  @Override
  String quote() {
    return "`";
  }

  @Override
  String shareLock() {
    return " lock in share mode";
  }

  @Override
  Optional<String> storedTime(String column) {
    return Optional.of("cast(" + column + " as char)");
  }

  @Override
  Optional<String> packetLimit() {
    return Optional.of("select @@max_allowed_packet");
  }

  @Override
  Optional<String> strictMode() {
    return Optional.of(
        "select @@sql_mode like '%STRICT_TRANS_TABLES%' or @@sql_mode like '%STRICT_ALL_TABLES%'");
  }
}
