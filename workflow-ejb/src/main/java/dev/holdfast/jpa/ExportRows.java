package dev.holdfast.jpa;

import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceExport.Chunk;
import dev.holdfast.engine.model.InstanceExport.Event;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.StepRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything that is stored of the present lives of instances. Who wants it to belong
 * together has locked their rows.
 */
final class ExportRows {

  private static final String ATTEMPTS =
      "select instance, epoch, step_seq, attempt, started_at, ended_at, error_name, error_message,"
          + " error_code, error_types, stack_trace, retry_delay_millis, log from workflow_attempt"
          + " where instance = any(?) order by step_seq, attempt";

  private static final String EVENTS =
      "select instance, epoch, number, event_id, type, payload_codec, payload_type, payload,"
          + " received_at, taken_by, log from workflow_event where instance = any(?)"
          + " order by number";

  private static final String LOG =
      "select instance, epoch, log, type, at, data from workflow_log where instance = any(?)"
          + " order by log";

  private final Sql sql;

  ExportRows(Sql sql) {
    this.sql = sql;
  }

  /** Reads the rows of instances as they are now. */
  List<InstanceRecord> instances(Collection<Long> numbers) {
    return sql.query(
        "select * from workflow_instance where number = any(?) order by number",
        InstanceRows::read,
        numbers);
  }

  /** Reads all but the chunks of large results. */
  List<InstanceExport> read(List<InstanceRecord> instances) {
    if (instances.isEmpty()) {
      return List.of();
    }
    Map<Long, Integer> epochs =
        instances.stream().collect(Collectors.toMap(InstanceRecord::number, InstanceRecord::epoch));
    Map<Long, List<StepRecord>> steps = new StepRows(sql, epochs).steps();
    Map<Long, List<AttemptRecord>> attempts = read(ATTEMPTS, epochs, ExportRows::attempt);
    Map<Long, List<Event>> events = read(EVENTS, epochs, ExportRows::event);
    Map<Long, List<LogRecord>> log = read(LOG, epochs, JpaEventLogReader::record);
    return instances.stream()
        .map(
            it ->
                new InstanceExport(
                    it,
                    steps.getOrDefault(it.number(), List.of()),
                    attempts.getOrDefault(it.number(), List.of()),
                    events.getOrDefault(it.number(), List.of()),
                    log.getOrDefault(it.number(), List.of()),
                    List.of()))
        .toList();
  }

  /** Adds the chunks of those large results that steps refer to. */
  InstanceExport withChunks(InstanceExport export) {
    Set<String> ids =
        export.steps().stream()
            .flatMap(step -> LargeValue.of(step.result()).stream())
            .map(LargeValue::id)
            .collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return export;
    }
    long number = export.instance().number();
    return export.withChunks(
        sql.query(
            "select step, id, chunk, data, key_id from workflow_blob"
                + " where instance = ? and id = any(?) order by step, id, chunk",
            row -> chunk(number, row),
            number,
            ids));
  }

  private static Chunk chunk(long instance, ResultSet row) throws SQLException {
    int step = row.getInt("step");
    String id = row.getString("id");
    int number = row.getInt("chunk");
    return new Chunk(
        step, id, number, JpaBlobStore.decrypted(new BlobKey(instance, step, id), number, row));
  }

  private <T> Map<Long, List<T>> read(
      String query, Map<Long, Integer> epochs, Sql.RowReader<T> reader) {
    Map<Long, List<T>> found = new HashMap<>();
    sql.query(
        query,
        row -> {
          long instance = row.getLong("instance");
          return row.getInt("epoch") == epochs.getOrDefault(instance, 0)
              && found.computeIfAbsent(instance, i -> new ArrayList<>()).add(reader.read(row));
        },
        epochs.keySet());
    return found;
  }

  private static AttemptRecord attempt(ResultSet row) throws SQLException {
    @Nullable Failure failure = StepRows.failure(row, 7);
    long delay = row.getLong("retry_delay_millis");
    @Nullable Long retryDelayMillis = row.wasNull() ? null : delay;
    return new AttemptRecord(
        row.getInt("step_seq"),
        row.getInt("attempt"),
        Sql.instant(row, "started_at"),
        Sql.instant(row, "ended_at"),
        Objects.requireNonNull(failure),
        row.getString("stack_trace"),
        retryDelayMillis,
        row.getLong("log"));
  }

  private static Event event(ResultSet row) throws SQLException {
    int unused = row.getInt("taken_by");
    boolean taken = !row.wasNull();
    return new Event(
        new EventRecord(
            row.getLong("number"),
            row.getLong("instance"),
            row.getInt("epoch"),
            row.getString("event_id"),
            row.getString("type"),
            StepRows.value(row, 6),
            Sql.instant(row, "received_at")),
        taken,
        row.getLong("log"));
  }
}
