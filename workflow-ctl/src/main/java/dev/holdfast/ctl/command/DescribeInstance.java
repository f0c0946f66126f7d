package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.output.Facts;
import dev.holdfast.ctl.output.Table;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows everything about an instance, or one of its steps whole. */
@Command(name = "describe", description = "Shows an instance with its steps and what it waits for.")
final class DescribeInstance extends ApiCommand {

  @Parameters(index = "0", paramLabel = "WORKFLOW", description = "name of the workflow")
  private String workflow = "";

  @Parameters(index = "1", paramLabel = "ID", description = "id of the instance")
  private String id = "";

  @Option(
      names = "--step",
      paramLabel = "NAME",
      description = "only this step, as JSON, its output uncut")
  private @Nullable String step;

  @Option(
      names = "--occurrence",
      paramLabel = "NUMBER",
      description = "which one of that name, with --step (1)")
  private String occurrence = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "kind of the step, with --step (run)")
  private String kind = "";

  @Option(names = "--scope", paramLabel = "SCOPE", description = "branch of the step, with --step")
  private String scope = "";

  @Override
  int run(Session session) {
    if (step != null) {
      ApiPath path =
          ApiPath.of("workflows", workflow, "instances", id, "steps", step)
              .with("occurrence", occurrence)
              .with("kind", kind)
              .with("scope", scope);
      session.print(session.client().get(path));
      return ExitCode.OK;
    }
    JsonObject found = session.client().get(ApiPath.of("workflows", workflow, "instances", id));
    if (session.isJson()) {
      session.print(found);
    } else {
      print(session, found);
    }
    return ExitCode.OK;
  }

  private static void print(Session session, JsonObject found) {
    Facts facts = new Facts(session.terminal());
    for (String name : List.of("id", "workflow", "status")) {
      facts.add(name, Json.shown(found, name));
    }
    facts.add("waiting for", waitingFor(found));
    for (String name : List.of("params", "output", "progress")) {
      facts.add(name, Json.shown(found, name));
    }
    facts.add("error", error(found));
    facts.add("created", Json.shown(found, "createdAt"));
    facts.add("started", Json.shown(found, "startedAt"));
    facts.add("ended", Json.shown(found, "endedAt"));
    facts.add("epoch", Json.shown(found, "epoch"));
    facts.add("trigger", Json.shown(found, "trigger"));
    facts.add("version", Json.shown(found, "lastVersion"));
    facts.add("parent", Json.shown(found, "parent", "id"));
    facts.add("rollback", Json.shown(found, "rollback", "outcome"));
    found.getJsonArray("warnings").forEach(it -> facts.add("warning", it.toString()));
    facts.end();
    List<JsonObject> steps = Json.objects(found, "steps");
    if (!steps.isEmpty()) {
      session.say("");
      printSteps(session, steps);
    }
  }

  private static void printSteps(Session session, List<JsonObject> steps) {
    Table table =
        session.isWide()
            ? new Table(
                session.terminal(),
                "STEP",
                "KIND",
                "STATUS",
                "ATTEMPT",
                "STARTED",
                "ENDED",
                "RESULT")
            : new Table(session.terminal(), "STEP", "KIND", "STATUS", "ATTEMPT", "RESULT");
    for (JsonObject it : steps) {
      String scope = Json.shown(it, "scope");
      String name =
          (scope.isEmpty() ? "" : scope + "/")
              + Json.shown(it, "name")
              + "-"
              + Json.shown(it, "occurrence");
      String kind = Json.shown(it, "kind");
      String status = Json.shown(it, "status");
      String attempt = Json.shown(it, "attempt");
      if (session.isWide()) {
        table.add(
            name,
            kind,
            status,
            attempt,
            Json.shown(it, "startedAt"),
            Json.shown(it, "endedAt"),
            result(it));
      } else {
        table.add(name, kind, status, attempt, cut(result(it)));
      }
    }
    table.end();
  }

  private static String result(JsonObject step) {
    String error = error(step);
    if (!error.isEmpty()) {
      return error;
    }
    List<JsonObject> attempts = Json.objects(step, "attempts");
    if (Json.shown(step, "status").equals("retrying") && !attempts.isEmpty()) {
      return "%s; again at %s"
          .formatted(error(attempts.get(attempts.size() - 1)), Json.shown(step, "nextAttemptAt"));
    }
    String event = Json.shown(step, "event", "payload");
    return event.isEmpty() ? Json.shown(step, "output") : event;
  }

  private static String error(JsonObject described) {
    @Nullable JsonValue error = described.get("error");
    return error instanceof JsonObject it
        ? Json.shown(it, "name") + ": " + Json.shown(it, "message")
        : "";
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 59) + "…" : text;
  }

  /** Says in words what holds an instance up. */
  private static String waitingFor(JsonObject found) {
    if (!(found.get("waitingFor") instanceof JsonObject waiting)) {
      return "";
    }
    String name = Json.shown(waiting, "name");
    String event = Json.shown(waiting, "eventType");
    String child = Json.shown(waiting, "child", "id");
    String until = Json.shown(waiting, "until");
    String end = until.isEmpty() ? ", without a limit" : ", until " + until;
    if (!event.isEmpty()) {
      return "event '%s' in step '%s'%s".formatted(event, name, end);
    }
    if (!child.isEmpty()) {
      return "the end of child '%s' in step '%s'%s".formatted(child, name, end);
    }
    return Json.shown(waiting, "kind").equals("sleep")
        ? "the end of sleep '%s', at %s".formatted(name, until)
        : "the next attempt of step '%s', at %s".formatted(name, until);
  }
}
