package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Looks at the plans that PostgreSQL makes for any parameters, and keeps while a table grows: they
 * must be good whatever it knew of the table when it made them.
 */
class PostgresPlansTest {

  private static final String TABLES = "workflow_instance, workflow_step, workflow_event";

  private static final Map<String, SetStatement> WRITES =
      Map.of(
          "end", SettlementWriter.UPDATE_OWNED,
          "signal", EventWriter.SIGNAL,
          "claim", ClaimWriter.CLAIM_AND_INSERT,
          "step", StepWriter.UPDATE,
          "take", StepWriter.TAKE,
          "wait", LogWriter.INSERT_OF_ROW);

  private static final Map<String, String> READINGS =
      Map.of("lock", EventWriter.LOCK, "steps", StepRows.STEPS, "events", StepRows.EVENTS);

  private static final Pattern MARK = Pattern.compile("\\?");
  private static final int NEVER_ANALYZED = -1;

  /** Not that of other tests, whose plans would depend on what is found out here. */
  private static final TestDatabase DATABASE = TestDatabase.ownPostgres("plans");

  private final JpaStorage storage = JpaStorage.on(DATABASE);
  private final long node = storage.nodes().join("north");

  @ParameterizedTest
  @ValueSource(ints = {NEVER_ANALYZED, 0, 1, 5, 60, 2_000})
  void findsEachRowByItsKey(int rows) {
    execute("truncate " + TABLES);
    if (rows != NEVER_ANALYZED) {
      fill(rows);
    }

    WRITES.forEach(
        (name, statement) ->
            assertThat(Stream.of(statement.general(), statement.usual()))
                .as("%s with %s rows", name, rows)
                .map(form -> plan(form.forAll()))
                .allSatisfy(
                    plan ->
                        assertThat(plan)
                            .anyMatch(line -> line.matches(".* Index Scan using \\w+_pk on .*"))
                            .anyMatch(
                                line ->
                                    line.matches(".* Index Cond: .*given(_1)?\\.\"position\".*"))
                            .noneMatch(line -> line.contains("Seq Scan"))));
    READINGS.forEach(
        (name, query) ->
            assertThat(plan(query))
                .as("%s with %s rows", name, rows)
                .anyMatch(line -> line.matches(".* Index Cond: .* = ANY .*"))
                .noneMatch(line -> line.contains("Seq Scan")));
  }

  private void fill(int rows) {
    String from = " from generate_series(1, " + rows + ") n";
    execute(
        "insert into workflow_instance (number, workflow, id, status, epoch, signals, recoveries,"
            + " entries_at_recovery, created_at, created_version, created_trigger, created_caller,"
            + " log) select n, 'w', n::text, 'complete', 1, 0, 0, 0, now(), 'v', 'api', '', 0"
            + from,
        "insert into workflow_step (instance, epoch, seq, kind, scope, name, occurrence, status,"
            + " attempt, started_at, started_log) select n, 1, 1, 'run', '', 's', 1, 'completed',"
            + " 1, now(), 0"
            + from,
        "insert into workflow_event (number, instance, epoch, event_id, type, received_at, log)"
            + " select n, n, 1, 'e', 't', now(), 0"
            + from,
        "analyze " + TABLES);
  }

  /** Returns the plan for any parameters. */
  private List<String> plan(String statement) {
    long parameters = MARK.matcher(statement).results().count();
    return DATABASE.transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          NodeLock.take(sql, node);
          sql.update("prepare planned as " + numbered(statement));
          try {
            String nulls = String.join(", ", Collections.nCopies((int) parameters, "null"));
            return sql.query("explain execute planned (" + nulls + ")", row -> row.getString(1));
          } finally {
            sql.update("deallocate planned");
          }
        });
  }

  private static String numbered(String statement) {
    AtomicInteger marks = new AtomicInteger();
    return MARK.matcher(statement).replaceAll(mark -> "\\$" + marks.incrementAndGet());
  }

  private void execute(String... statements) {
    DATABASE.transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          Stream.of(statements).forEach(sql::update);
          return true;
        });
  }
}
