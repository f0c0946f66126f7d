package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Change.AttemptFailed;
import dev.holdfast.engine.model.Change.Logged;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogData;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.EventLogReader.LoggedEvent;
import dev.holdfast.engine.port.EventLogReader.Rows;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceControl.Rewrite;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Says what the log of an instance is read from. */
public abstract class EventLogReaderContract extends StorageContract {

  private static final long AT = LogPositions.at(START);

  @Test
  void findsNothingUnderAnUnknownKey() {
    assertThat(storage.log().read(new InstanceKey(WORKFLOW, "?"), 0, 9)).isEmpty();
  }

  @Test
  void readsWhatIsYoungerThanAPosition() {
    InstanceRecord instance = run("a");
    write(
        newStep(instance, done(1).logged(AT + 8, AT + 8)),
        newStep(instance, running(2).logged(AT + 16, 0)),
        newStep(instance, done(3).logged(AT + 24, AT + 40)),
        newStep(instance, running(4).retrying(1, START, "limit=5").logged(AT + 32, 0)),
        attempt(instance, 4, AT + 48));

    assertThat(read(instance, AT).steps()).extracting(StepRecord::seq).containsExactly(1, 2, 3, 4);
    assertThat(read(instance, AT + 16).steps()).extracting(StepRecord::seq).containsExactly(3, 4);
    assertThat(read(instance, AT + 40).steps()).extracting(StepRecord::seq).containsExactly(4);
    assertThat(read(instance, AT + 40).attempts())
        .extracting(AttemptRecord::log)
        .containsExactly(AT + 48);
    assertThat(read(instance, AT + 48).steps()).isEmpty();
    assertThat(read(instance, AT + 48).attempts()).isEmpty();
    assertThat(read(instance, AT + 48).instance()).isEqualTo(find(instance));
  }

  @Test
  void readsInPages() {
    InstanceRecord instance = run("a");
    write(
        newStep(instance, done(1).logged(AT + 8, AT + 8)),
        newStep(instance, done(2).logged(AT + 16, AT + 24)),
        newStep(instance, done(3).logged(AT + 32, AT + 32)));

    Rows first = storage.log().read(instance.key(), 0, 3).orElseThrow();
    Rows second = storage.log().read(instance.key(), first.until(), 4).orElseThrow();

    assertThat(first.until()).isEqualTo(AT + 16 + 7);
    assertThat(first.steps()).extracting(StepRecord::seq).containsExactly(1, 2);
    assertThat(second.until()).isEqualTo(Long.MAX_VALUE);
    assertThat(second.steps()).extracting(StepRecord::seq).containsExactly(2, 3);
  }

  @Test
  void readsCompensationsAsAWhole() {
    InstanceRecord instance = run("a");
    StepKey key = new StepKey(StepKind.COMPENSATION, "", "charge", 1);
    write(
        newStep(instance, StepRecord.started(key, 1, START).logged(AT + 8, 0)),
        newStep(instance, done(2).logged(AT + 88, AT + 88)));

    assertThat(read(instance, AT + 80).steps()).extracting(StepRecord::seq).containsExactly(1, 2);
  }

  @Test
  void givesEventsPositionsOfTheirOwn() {
    InstanceRecord instance = run("a");
    long created = find(instance).log();

    write(event(instance, "e1"), event(instance, "e2", START.minusSeconds(60)));
    write(event(instance, "e3"));

    List<LoggedEvent> events = read(instance, 0).events();
    assertThat(events).extracting(it -> it.event().eventId()).containsExactly("e1", "e2", "e3");
    assertThat(events).extracting(LoggedEvent::log).isSorted().doesNotHaveDuplicates();
    assertThat(events.get(0).log())
        .isGreaterThan(created)
        .isEqualTo(LogPositions.at(START.plusSeconds(5)));
    assertThat(find(instance).log()).isEqualTo(events.get(2).log());
    assertThat(read(instance, events.get(1).log()).events()).hasSize(1);
  }

  @Test
  void keepsWhatControlCallsLog() {
    InstanceRecord instance = run("a");
    LogRecord first =
        LogRecord.ofCall(LogType.WORKFLOW_WAITING_FOR_PAUSE, AT + 8, START, LogData.NONE);
    LogRecord second =
        LogRecord.ofCall(
            LogType.WORKFLOW_PAUSED, AT + 16, START.plusSeconds(1), LogData.NONE.and("by", "ann"));

    storage
        .control()
        .change(
            instance.key(),
            (row, journal) ->
                Decision.change(row, row.edit().log(AT + 16).build()).logging(first, second));

    assertThat(read(instance, AT).records()).containsExactly(first, second);
    assertThat(read(instance, AT + 8).records()).containsExactly(second);
  }

  @Test
  void beginsAnewWithARestart() {
    InstanceRecord instance = run("a");
    write(newStep(instance, done(1).logged(AT + 8, AT + 8)), event(instance, "e1"));
    log(instance, LogRecord.ofCall(LogType.WORKFLOW_PAUSED, AT + 16, START, LogData.NONE));
    LogRecord restarted =
        LogRecord.ofCall(
            LogType.WORKFLOW_QUEUED, AT + 24, START, LogData.NONE.and("trigger", "restart"));

    storage
        .control()
        .change(
            instance.key(),
            (row, journal) ->
                new Decision(
                        row,
                        Optional.of(row.edit().epoch(2).owner(null).log(AT + 24).build()),
                        new Rewrite.Rewind(Set.of(1)))
                    .logging(restarted));

    Rows rows = read(instance, AT + 80);
    assertThat(rows.records()).containsExactly(restarted);
    assertThat(rows.events()).isEmpty();
    assertThat(read(instance, 0).steps()).hasSize(1);
  }

  @Test
  void keepsWhatRunsNote() {
    InstanceRecord instance = run("a");
    LogRecord noted =
        LogRecord.ofRun(
            LogType.WORKFLOW_RECOVERED, AT + 8, START, LogData.NONE.and("server", "\"n\u0001\""));

    assertThat(write(new Logged(instance.lease(), noted))).containsExactly(Outcome.APPLIED);
    terminate(instance);

    assertThat(read(instance, 0).records()).containsExactly(noted);
    assertThat(write(new Logged(instance.lease(), noted))).containsExactly(Outcome.LEASE_LOST);
  }

  @Test
  void tellsThatAnInstanceWaits() {
    InstanceRecord instance = run("a");

    Suspended suspension = suspension(instance, null, 0);
    write(newStep(instance, running(1)), suspension);

    assertThat(read(instance, 0).records())
        .containsExactly(
            LogRecord.ofRun(LogType.WORKFLOW_WAITING, suspension.log(), START, LogData.NONE));
  }

  @Test
  void tellsThatAnInstanceIsPausedInsteadOfWaiting() {
    InstanceRecord instance = run("a");
    storage
        .control()
        .change(
            instance.key(),
            (row, journal) ->
                Decision.change(row, row.edit().status(InstanceStatus.WAITING_FOR_PAUSE).build()));

    write(suspension(instance, null, 0));

    assertThat(read(instance, 0).records())
        .extracting(LogRecord::type)
        .containsExactly(LogType.WORKFLOW_PAUSED);
  }

  @Test
  void tellsNothingOfASuspensionThatIsRefused() {
    InstanceRecord instance = run("a");
    write(event(instance, "e1"));

    assertThat(write(suspension(instance, null, 0))).containsExactly(Outcome.SIGNALLED);

    assertThat(read(instance, 0).records()).isEmpty();
  }

  @Test
  void isGoneWithItsInstance() {
    InstanceRecord instance = run("a");
    log(instance, LogRecord.ofCall(LogType.WORKFLOW_PAUSED, AT + 16, START, LogData.NONE));

    storage.control().change(instance.key(), (row, journal) -> Decision.delete(row));
    InstanceRecord next = store(queued("a"));

    assertThat(read(next, 0).records()).isEmpty();
  }

  private Rows read(InstanceRecord instance, long after) {
    return storage.log().read(instance.key(), after, 100).orElseThrow();
  }

  private void log(InstanceRecord instance, LogRecord record) {
    storage
        .control()
        .change(instance.key(), (row, journal) -> Decision.nothing(row).logging(record));
  }

  private static AttemptFailed attempt(InstanceRecord instance, int seq, long log) {
    Failure failure = new Failure(new ErrorInfo("E", "m", null), List.of());
    return new AttemptFailed(
        instance.lease(), new AttemptRecord(seq, 1, START, START, failure, "trace", 5L, log));
  }
}
