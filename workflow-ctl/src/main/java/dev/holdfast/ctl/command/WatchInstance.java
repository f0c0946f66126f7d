package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.http.ServerEvents;
import dev.holdfast.ctl.output.Colours;
import jakarta.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows the event log of an instance until it has ended. */
@Command(
    name = "watch",
    description = {
      "Follows what an instance does until it has ended; what has happened before comes first.",
      "Ends with 0 when it is complete, with 8 when it has failed or was terminated."
    })
final class WatchInstance extends ApiCommand {

  private static final List<String> ENDS = List.of("complete", "errored", "terminated");
  private static final int SHOWN = 100;

  @Parameters(index = "0", paramLabel = "WORKFLOW", description = "name of the workflow")
  private String workflow = "";

  @Parameters(index = "1", paramLabel = "ID", description = "id of the instance")
  private String id = "";

  @Option(
      names = "--types",
      split = ",",
      paramLabel = "TYPE",
      description = "only records of these types, such as step_completed")
  private List<String> types = List.of();

  @Option(
      names = "--after",
      defaultValue = "0",
      paramLabel = "EVENT-ID",
      description = "only records behind this one")
  private String after = "0";

  @Override
  int run(Session session) {
    ApiPath path =
        ApiPath.of("workflows", workflow, "instances", id, "subscribe")
            .with("types", types)
            .with("cursor", after);
    ServerEvents events = new ServerEvents(session.client(), path);
    while (true) {
      events.readToTheEnd(data -> print(session, data));
      String status = status(session);
      if (ENDS.contains(status)) {
        return status.equals("complete") ? ExitCode.OK : ExitCode.ENDED_BADLY;
      }
      events.pause(); // the server has gone, perhaps for a restart
    }
  }

  /** Returns the status; empty when the server cannot be reached at present. */
  private String status(Session session) {
    try {
      ApiPath path = ApiPath.of("workflows", workflow, "instances", id, "status");
      return Json.shown(session.client().get(path), "status");
    } catch (CtlException e) {
      if (e.exitCode() != ExitCode.UNREACHABLE) {
        throw e;
      }
      return "";
    }
  }

  private void print(Session session, String data) {
    if (session.isJson()) {
      session.say(data);
      return;
    }
    if (!(Json.parse(data) instanceof JsonObject entry)) {
      throw new CtlException(ExitCode.SERVER, "A record of the log is no object: " + data);
    }
    String type = Json.shown(entry, "type");
    String word = type.substring(type.indexOf('_') + 1);
    String shown = Colours.status(word, session.terminal().coloured());
    String step = Json.shown(entry, "step", "name");
    String occurrence = Json.shown(entry, "step", "occurrence");
    String more = Json.shown(entry, "data");
    if (!session.isWide() && more.length() > SHOWN) {
      more = more.substring(0, SHOWN - 1) + "…";
    }
    session.say(
        "%-27s  %s%s%s  %s%s"
            .formatted(
                Json.shown(entry, "timestamp"),
                type.substring(0, type.indexOf('_') + 1),
                shown,
                " ".repeat(Math.max(0, 18 - type.length())),
                step.isEmpty() ? "" : step + "-" + occurrence + "  ",
                more.equals("{}") ? "" : more));
  }
}
