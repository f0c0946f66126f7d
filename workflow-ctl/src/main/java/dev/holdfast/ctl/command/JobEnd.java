package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.output.Progress;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * Waits until a job is over.
 *
 * @param session where to show how far it has come
 * @param job its id
 */
record JobEnd(Session session, String job) {

  private static final List<String> ENDS = List.of("complete", "stopped", "errored");
  private static final long PAUSE_MILLIS = 500;

  /**
   * Waits and prints what has become of the job.
   *
   * @return the exit code
   */
  int await() {
    JsonObject found = awaited();
    if (session.isJson()) {
      session.print(found);
    } else {
      warnOfProblems(found);
      session.say(summary(found));
    }
    return exitCode(found);
  }

  /** Names what has failed, on standard error. */
  void warnOfProblems(JsonObject found) {
    for (JsonObject it : Json.objects(found, "problems")) {
      String line = Json.shown(it, "line");
      session.warn(
          (line.isEmpty() ? Json.shown(it, "id") : "line " + line)
              + ": "
              + Json.shown(it, "message"));
    }
  }

  /** Returns a line that says what has become of the job. */
  String summary(JsonObject found) {
    return "%s: %s, %s done, %s skipped, %s refused"
        .formatted(
            job,
            Json.shown(found, "status"),
            Json.shown(found, "done"),
            Json.shown(found, "skipped"),
            Json.shown(found, "errors"));
  }

  static int exitCode(JsonObject found) {
    String errors = Json.shown(found, "errors");
    if (!Json.shown(found, "status").equals("complete")) {
      return ExitCode.ENDED_BADLY;
    }
    return errors.equals("0") ? ExitCode.OK : ExitCode.PARTLY;
  }

  /** Waits and shows meanwhile how far it has come. */
  JsonObject awaited() {
    try (Progress progress = new Progress(session.terminal(), "Job " + job)) {
      while (true) {
        JsonObject found = session.client().get(ApiPath.of("jobs", job));
        if (ENDS.contains(Json.shown(found, "status"))) {
          return found;
        }
        progress.at(
            number(found, "done") + number(found, "skipped") + number(found, "errors"),
            number(found, "total"));
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CtlException(
          ExitCode.UNREACHABLE, "Interrupted; job %s goes on.".formatted(job), e);
    }
  }

  private static long number(JsonObject object, String name) {
    String text = Json.shown(object, name);
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }
}
