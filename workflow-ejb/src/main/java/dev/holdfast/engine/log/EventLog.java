package dev.holdfast.engine.log;

import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPlace;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.EventLogReader.LoggedEvent;
import dev.holdfast.engine.port.EventLogReader.Rows;
import dev.holdfast.engine.port.PayloadCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Is the event log of an instance as a view over its rows: the same rows always give the same
 * records with the same ids. It begins with the present epoch; what a restart has kept of earlier
 * ones is in the journal, not in the log.
 */
final class EventLog {

  private final Rows rows;
  private final InstanceRecord instance;
  private final Optional<LogRecord> restart;
  private final ShownValues values;
  private final Collector log;

  private EventLog(Rows rows, PayloadCodec codec, long after) {
    this.rows = rows;
    this.instance = rows.instance();
    this.values = new ShownValues(codec);
    this.restart =
        rows.records().stream()
            .filter(record -> instance.epoch() > 1)
            .filter(record -> record.type() == LogType.WORKFLOW_QUEUED)
            .findFirst();
    this.log = new Collector(instance.key(), Math.max(after, since() - 1), rows.until());
  }

  /**
   * Translates rows.
   *
   * @param rows what may have records that are younger
   * @param codec reads the values
   * @param after id of a record
   * @return the younger records up to where the rows are complete, by id
   */
  static List<LogEntry> of(Rows rows, PayloadCodec codec, long after) {
    return new EventLog(rows, codec, after).translate();
  }

  /** Returns the id of the first record of the epoch. */
  private long since() {
    return restart
        .map(LogRecord::id)
        .orElseGet(() -> LogPositions.at(instance.origin().createdAt()) + LogPlace.OUTSIDE);
  }

  private List<LogEntry> translate() {
    addBeginning();
    addSteps();
    rows.events().forEach(this::add);
    rows.records().forEach(this::add);
    RollbackLog.add(log, instance, rows.steps(), since());
    addEnd();
    return log.sorted();
  }

  private void addBeginning() {
    if (restart.isEmpty()) {
      Members data =
          queued()
              .and("trigger", instance.origin().trigger())
              .and("caller", instance.origin().caller());
      log.add(since(), instance.origin().createdAt(), LogType.WORKFLOW_QUEUED, data);
    }
    @Nullable Instant startedAt = instance.startedAt();
    if (startedAt != null) {
      long position = Math.max(LogPositions.at(startedAt), since() - LogPlace.OUTSIDE);
      log.add(position + LogPlace.STARTED, startedAt, LogType.WORKFLOW_STARTED, Members.none());
    }
  }

  private Members queued() {
    return Members.of("params", values.of(instance.origin().params()))
        .and("version", instance.origin().version());
  }

  private void addSteps() {
    StepLog steps = new StepLog(log, values);
    Map<Integer, StepRecord> bySeq =
        rows.steps().stream().collect(Collectors.toMap(StepRecord::seq, Function.identity()));
    rows.steps().forEach(steps::add);
    for (AttemptRecord attempt : rows.attempts()) {
      StepRecord step = bySeq.get(attempt.stepSeq());
      if (step != null && attempt.log() != 0) {
        steps.add(step, attempt);
      }
    }
  }

  private void add(LoggedEvent logged) {
    EventRecord event = logged.event();
    if (!event.isInternal()) {
      log.add(
          logged.log() + LogPlace.OUTSIDE,
          event.receivedAt(),
          LogType.EVENT_RECEIVED,
          Members.of(
              "event",
              Members.of("type", event.type())
                  .and("id", event.eventId())
                  .and("timestamp", event.receivedAt())
                  .and("payload", values.of(event.payload()))
                  .map()));
    }
  }

  /** Adds a control record; that of a termination only says who wanted it. */
  private void add(LogRecord record) {
    if (record.type() == LogType.WORKFLOW_TERMINATED) {
      return;
    }
    boolean isRestart = restart.filter(record::equals).isPresent();
    Members data = isRestart ? queued() : Members.none();
    log.add(record.id(), record.at(), record.type(), data.andAll(values.members(record.data())));
  }

  private void addEnd() {
    if (instance.status().isTerminal()) {
      log.add(
          instance.log() + LogPlace.ENDED,
          Objects.requireNonNullElse(instance.endedAt(), instance.origin().createdAt()),
          switch (instance.status()) {
            case COMPLETE -> LogType.WORKFLOW_COMPLETED;
            case TERMINATED -> LogType.WORKFLOW_TERMINATED;
            default -> LogType.WORKFLOW_ERRORED;
          },
          end());
    }
  }

  private Members end() {
    return switch (instance.status()) {
      case COMPLETE -> Members.of("output", values.of(instance.output()));
      case TERMINATED ->
          rows.records().stream()
              .filter(record -> record.type() == LogType.WORKFLOW_TERMINATED)
              .reduce((first, second) -> second)
              .map(record -> Members.none().andAll(values.members(record.data())))
              .orElseGet(Members::none);
      default -> Members.error(instance.failure());
    };
  }
}
