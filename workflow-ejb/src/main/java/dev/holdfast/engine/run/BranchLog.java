package dev.holdfast.engine.run;

import dev.holdfast.api.LogType;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.journal.RunJournal;
import dev.holdfast.engine.model.LogData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notes for the log when branches begin and end. A branch has begun when it records its first step,
 * and its end is noted by the run that has recorded something in it: a replay notes nothing. Should
 * the server be lost between a branch's last step and its end, the log does not have the end.
 */
final class BranchLog {

  private final Run run;
  private final Set<String> begun = new HashSet<>();
  private final Set<String> recorded = new HashSet<>();
  private final Set<String> ended = new HashSet<>();

  BranchLog(Run run, RunJournal journal) {
    this.run = run;
    journal.steps().forEach(step -> begun.addAll(branches(step.key().scope())));
  }

  /** Notes the beginning of a branch and those around it, before its first record is written. */
  void records(String scope) {
    for (String branch : branches(scope)) {
      synchronized (this) {
        recorded.add(branch);
        if (!begun.add(branch)) {
          continue;
        }
      }
      run.note(LogType.BRANCH_STARTED, named(branch));
    }
  }

  /** Runs one pass of a strand and notes its end, if it comes to it and is a branch's. */
  @Nullable Object run(Execution execution, WorkflowStep step) throws Exception {
    try {
      @Nullable Object result = execution.strand().body().run(step);
      if (isEnd(execution)) {
        run.note(LogType.BRANCH_COMPLETED, named(execution.strand().scope()));
      }
      return result;
    } catch (Suspension e) {
      throw e;
    } catch (Throwable thrown) { // whatever the code throws is the end of the branch
      if (isEnd(execution)) {
        run.note(
            LogType.BRANCH_ERRORED,
            named(execution.strand().scope()).and(Failures.of(thrown).error()));
      }
      throw thrown;
    }
  }

  /** Tells whether the end is to be noted; a compensation may come to it once more. */
  private synchronized boolean isEnd(Execution execution) {
    return execution.parking() == null
        && !execution.isAbandoned()
        && recorded.contains(execution.strand().scope())
        && ended.add(execution.strand().scope());
  }

  private static LogData named(String branch) {
    return LogData.NONE.and("branch", branch);
  }

  /** Returns a branch and those around it, the outermost first; nothing outside branches. */
  private static List<String> branches(String scope) {
    List<String> branches = new ArrayList<>();
    for (int slash = scope.indexOf('/'); slash >= 0; slash = scope.indexOf('/', slash + 1)) {
      branches.add(scope.substring(0, slash));
    }
    if (!scope.isEmpty()) {
      branches.add(scope);
    }
    return branches;
  }
}
