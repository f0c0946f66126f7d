package dev.holdfast.engine.run;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.api.Rollback;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.LogData;
import dev.holdfast.engine.model.PurgeTimes;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides how an instance ends whose code has come to its end, and says what is written of it. Used
 * while the run is being settled, by one thread at a time.
 */
final class RunEnd {

  private static final System.Logger LOG = System.getLogger(RunEnd.class.getName());

  private final Run run;
  private final RunWriter writer;
  private final MainStrand main;
  private List<String> warnings = List.of();

  RunEnd(Run run, RunWriter writer, MainStrand main) {
    this.run = run;
    this.writer = writer;
    this.main = main;
  }

  /** The code has thrown: branches that are still open are not wanted any more. */
  void failed() {
    run.strands().close();
    List<StepRecord> cancelled = OpenSteps.cancelled(run, run.now());
    if (!cancelled.isEmpty()) {
      writer.append(cancelled, run.now());
    }
    run.rollback().fail(main.failure(run.strands()));
  }

  /** The code and its branches have returned. */
  void complete() {
    Output output = output();
    if (output.failure() != null) {
      run.rollback().fail(output.failure());
      return;
    }
    List<StepKey> unread = run.guard().unread();
    if (unread.isEmpty()) {
      run.end(InstanceStatus.COMPLETE, output, null);
    } else if (run.definition().strict() || run.services().settings().strict()) {
      run.end(InstanceStatus.ERRORED, Output.failed(run.guard().unreadFailure(unread)), null);
    } else {
      warnOf(unread);
      run.end(InstanceStatus.COMPLETE, output, null);
    }
  }

  private Output output() {
    Strands strands = run.strands();
    return strands
        .firstUnseenFailure()
        .map(thrown -> Output.failed(Failures.of(thrown)))
        .orElseGet(() -> main.output(strands, run.services().settings().limits().resultBytes()));
  }

  private void warnOf(List<StepKey> unread) {
    warnings = List.of(Guard.warning(unread));
    run.note(
        LogType.WORKFLOW_WARNED,
        LogData.NONE
            .and("code", Guard.CODE)
            .and("keys", unread.stream().map(StepKey::toString).toList()));
    LOG.log(
        Level.WARNING, "Instance {0} completes, but {1}", run.instance().key(), warnings.get(0));
  }

  /** Returns what is written of the end. */
  Change.Ended change(
      InstanceStatus status, Output output, Instant startedAt, @Nullable Rollback compensation) {
    Instant endedAt = run.now();
    return new Change.Ended(
        writer.lease(),
        status,
        output.value(),
        output.failure(),
        startedAt,
        endedAt,
        run.definition().version(),
        PurgeTimes.of(run.instance(), run.definition().settings().retention(), status, endedAt),
        run.journal().nextLog(endedAt),
        warnings,
        compensation);
  }
}
