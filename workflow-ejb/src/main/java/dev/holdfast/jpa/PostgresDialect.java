package dev.holdfast.jpa;

import java.util.Map;
import java.util.Optional;

/** PostgreSQL. A key-share lock is the weakest that an explicit row lock excludes. */
final class PostgresDialect extends Dialect {

  private static final String BY_KEYS = setting("enable_seqscan", "off");

  private static final String SILENCE = "idle_in_transaction_session_timeout";

  /**
   * The lease's default: what follows a lock takes milliseconds, and a node that is frozen
   * meanwhile keeps its row locked for no longer than it would own its instances.
   */
  private static final String MOST_SILENCE = "10s";

  /** A quarter of the lease's default: who is alive has to renew it in time. */
  private static final String MOST_SILENCE_WITH_NODE = "2500ms";

  /** The commit of a step may wait for another database, which then writes what it was given. */
  private static final String MOST_SILENCE_IN_STEP = "30s";

  private static final String OF_ALL_WRITES =
      BY_KEYS + setting("plan_cache_mode", "force_generic_plan");

  private static final String SETTINGS_OF_WRITES = setting(SILENCE, MOST_SILENCE) + OF_ALL_WRITES;

  private static final String SETTINGS_OF_STEPS =
      setting(SILENCE, MOST_SILENCE_IN_STEP) + OF_ALL_WRITES;

  private static final String LIMIT = limit(MOST_SILENCE);

  private static final String BRIEF_LIMIT = limit(MOST_SILENCE_WITH_NODE);

  PostgresDialect() {
    super("PostgreSQL");
  }

  @Override
  String shareLock() {
    return " for key share";
  }

  /**
   * Each statement has keys to go by; the plan that is made for a small table, reading all of it,
   * would be kept for minutes while the table grows.
   */
  @Override
  String settingsOfWrites() {
    return SETTINGS_OF_WRITES;
  }

  @Override
  String settingsOfTransactionalSteps() {
    return SETTINGS_OF_STEPS;
  }

  @Override
  String silenceLimit() {
    return LIMIT;
  }

  @Override
  String briefSilenceLimit() {
    return BRIEF_LIMIT;
  }

  /** The time of the transaction may be older. */
  @Override
  String timeOfStatement() {
    return "statement_timestamp()";
  }

  @Override
  String settingsOfReads() {
    return BY_KEYS;
  }

  /** Has an answer of a length that the driver knows: it waits before a query of any length. */
  private static String setting(String name, String value) {
    return ", set_config('" + name + "', '" + value + "', true) is null";
  }

  private static String limit(String silence) {
    return " and set_config('" + SILENCE + "', '" + silence + "', true) is not null";
  }

  /** A bitmap of an index is made without marking the entries of rows that are gone. */
  @Override
  Optional<String> walkingIndexes() {
    return Optional.of("select set_config('enable_bitmapscan', 'off', true)");
  }

  /** After a few executions it would take an index of texts for useless, whatever the text is. */
  @Override
  Optional<String> planningForValues() {
    return Optional.of("select set_config('plan_cache_mode', 'force_custom_plan', true)");
  }

  @Override
  boolean takesManyAtOnce() {
    return true;
  }

  @Override
  boolean canSkipTaken() {
    return true;
  }

  /**
   * One look into the index for each pair, whatever the planner believes of the table: the limit
   * keeps it from reading all of a table that it takes for a small one, which it goes on doing
   * while the table grows.
   */
  @Override
  String instancesByKey(String columns) {
    return "select "
        + columns
        + " from unnest(?, ?) as wanted (workflow, id)"
        + " cross join lateral (select * from workflow_instance sought"
        + " where sought.workflow = wanted.workflow and sought.id = wanted.id limit 1) i";
  }

  @Override
  String nextValue(String sequence) {
    return "nextval('" + sequence + "')";
  }

  @Override
  Map<String, String> schemaPlaceholders() {
    return Map.of(
        "room for updates", "with (fillfactor = 80)",
        "room for updates of steps and events",
            "alter table workflow_step set (fillfactor = 90);"
                + " alter table workflow_event set (fillfactor = 90);",
        "when due", "where wake_at is not null",
        "when owned", "where owner is not null",
        "when listed", "where status <> 'running'",
        "index of retrying steps",
            "create index workflow_step_retrying on workflow_step (instance)"
                + " where status = 'retrying';");
  }
}
