package dev.holdfast.jpa;

import java.util.Map;

/** PostgreSQL. A key-share lock is the weakest that an explicit row lock excludes. */
final class PostgresDialect extends Dialect {

  PostgresDialect() {
    super("PostgreSQL");
  }

  @Override
  String shareLock() {
    return " for key share";
  }

  /** What follows the lock takes milliseconds, but a commit may wait for another database. */
  @Override
  String idleBound() {
    return ", set_config('idle_in_transaction_session_timeout', '30s', true)";
  }

  @Override
  String nextValue(String sequence) {
    return "nextval('" + sequence + "')";
  }

  @Override
  Map<String, String> schemaPlaceholders() {
    return Map.of(
        "room for updates", "with (fillfactor = 80)",
        "when due", "where wake_at is not null",
        "when owned", "where owner is not null");
  }
}
