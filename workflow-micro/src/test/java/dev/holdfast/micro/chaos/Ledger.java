package dev.holdfast.micro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * Reads from the database, past all servers, what has become of the instances and what their bodies
 * have done.
 */
final class Ledger {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final MortalPostgres postgres;

  Ledger(MortalPostgres postgres) {
    this.postgres = postgres;
  }

  /** Waits until no instance is open. */
  void awaitAllEnded() {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions() // the database may just be coming back
        .untilAsserted(() -> assertThat(statuses()).containsOnlyKeys("complete"));
  }

  /** Counts the instances by status. */
  Map<String, Integer> statuses() throws SQLException {
    Map<String, Integer> counts = new TreeMap<>();
    for (List<Object> row :
        rows("select status, count(*)::int from workflow_instance group by status")) {
      counts.put((String) row.get(0), (Integer) row.get(1));
    }
    return counts;
  }

  /** Lists the ids of all instances. */
  List<String> instances() throws SQLException {
    return rows("select id from workflow_instance").stream()
        .map(row -> (String) row.get(0))
        .toList();
  }

  /** Counts the instances that some node still claims to execute. */
  int owned() throws SQLException {
    return postgres.number("select count(*) from workflow_instance where owner is not null");
  }

  /** Tells whether the others have taken over from the latest process of a server. */
  boolean isFenced(String name) throws SQLException {
    return (boolean)
        rows("select fenced from workflow_node where name = ? order by node desc limit 1", name)
            .get(0)
            .get(0);
  }

  /** Counts the steps that were recorded more than once. */
  int stepsRecordedTwice() throws SQLException {
    return postgres.number(
        "select count(*) from (select 1 from workflow_step group by instance, epoch, kind, scope,"
            + " name, occurrence having count(*) > 1) twice");
  }

  /** Lists transactional effects that have not come exactly once, as texts. */
  List<String> notOnce(List<String> transactionalKeys) throws SQLException {
    return rows(
            "select i.id, k.key, count(e.effect_id)::int from workflow_instance i"
                + " cross join unnest(?) as k(key)"
                + " left join kitchen_effect e on e.instance_id = i.id and e.effect_key = k.key"
                + " group by i.id, k.key having count(e.effect_id) <> 1",
            (Object) transactionalKeys.toArray(String[]::new))
        .stream()
        .map(row -> row.get(0) + " " + row.get(1) + ": " + row.get(2))
        .toList();
  }

  /** Lists effects that have not come at all, as texts. */
  List<String> missing(List<String> keys) throws SQLException {
    return rows(
            "select i.id, k.key from workflow_instance i cross join unnest(?) as k(key)"
                + " where not exists (select 1 from kitchen_effect e"
                + " where e.instance_id = i.id and e.effect_key = k.key)",
            (Object) keys.toArray(String[]::new))
        .stream()
        .map(row -> row.get(0) + " " + row.get(1))
        .toList();
  }

  /** Counts the effects that came once more than needed. */
  int repeated() throws SQLException {
    return postgres.number(
        "select coalesce(sum(times - 1), 0) from (select count(*) as times from kitchen_effect"
            + " group by instance_id, effect_key, attempt) counted");
  }

  /** Counts all effects. */
  int effects() throws SQLException {
    return postgres.number("select count(*) from kitchen_effect");
  }

  /** Lists when effects came although the step had already been recorded as ended. */
  List<Instant> afterTheRecord() throws SQLException {
    return rows(
            "select e.recorded_at from kitchen_effect e"
                + " join workflow_instance i on i.id = e.instance_id"
                + " join workflow_step s on s.instance = i.number and s.name = e.step_name"
                + " and s.kind = 'run' and s.ended_at < e.recorded_at")
        .stream()
        .map(row -> ((Timestamp) row.get(0)).toInstant())
        .toList();
  }

  /** Lists when instances went on after the loss of their server, in order. */
  List<Instant> recoveries() throws SQLException {
    return rows("select at from workflow_log where type = 'workflow_recovered' order by at")
        .stream()
        .map(row -> ((Timestamp) row.get(0)).toInstant())
        .toList();
  }

  private List<List<Object>> rows(String query, Object... parameters) throws SQLException {
    try (Connection connection = postgres.connect();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(
            i + 1,
            parameters[i] instanceof String[] texts
                ? connection.createArrayOf("text", texts)
                : parameters[i]);
      }
      List<List<Object>> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          List<Object> row = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.add(rows.getObject(i));
          }
          found.add(row);
        }
      }
      return found;
    }
  }
}
