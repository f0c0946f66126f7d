package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.output.Facts;
import jakarta.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the deployed workflows. */
@Command(
    name = "workflows",
    description = "Lists the deployed workflows with the numbers of their instances.",
    subcommands = WorkflowsCommand.Describe.class)
public final class WorkflowsCommand extends ApiCommand {

  /** Makes the command. */
  public WorkflowsCommand() {}

  @Override
  int run(Session session) {
    List<JsonObject> items = Json.objects(session.client().get(ApiPath.of("workflows")), "items");
    String[] narrow = {"NAME", "QUEUED", "RUNNING", "WAITING", "PAUSED", "COMPLETE", "ERRORED"};
    String[] wide = {
      "NAME",
      "QUEUED",
      "RUNNING",
      "WAITING",
      "PAUSED",
      "COMPLETE",
      "ERRORED",
      "TERMINATED",
      "SCHEDULES",
      "CLASS"
    };
    Listing.print(
        session,
        items.iterator(),
        session.isWide() ? wide : narrow,
        it -> session.isWide() ? wide(it) : narrow(it));
    return ExitCode.OK;
  }

  private static String[] narrow(JsonObject it) {
    return new String[] {
      Json.shown(it, "name"),
      count(it, "queued"),
      count(it, "running"),
      count(it, "waiting"),
      count(it, "paused"),
      count(it, "complete"),
      count(it, "errored")
    };
  }

  private static String[] wide(JsonObject it) {
    return new String[] {
      Json.shown(it, "name"),
      count(it, "queued"),
      count(it, "running"),
      count(it, "waiting"),
      count(it, "paused"),
      count(it, "complete"),
      count(it, "errored"),
      count(it, "terminated"),
      String.valueOf(Json.objects(it, "schedules").size()),
      Json.shown(it, "className")
    };
  }

  private static String count(JsonObject workflow, String status) {
    return Json.shown(workflow, "instances", status);
  }

  /** Shows one workflow. */
  @Command(name = "describe", description = "Shows a workflow.")
  static final class Describe extends ApiCommand {

    @Parameters(paramLabel = "WORKFLOW", description = "name of the workflow")
    private String workflow = "";

    @Override
    int run(Session session) {
      JsonObject found = session.client().get(ApiPath.of("workflows", workflow));
      if (session.isJson()) {
        session.print(found);
        return ExitCode.OK;
      }
      Facts facts = new Facts(session.terminal());
      facts.add("name", Json.shown(found, "name"));
      facts.add("class", Json.shown(found, "className"));
      facts.add("most steps", Json.shown(found, "maxSteps"));
      facts.add("kept after success", Json.shown(found, "retention", "success"));
      facts.add("kept after error", Json.shown(found, "retention", "error"));
      found
          .getJsonObject("instances")
          .forEach((status, count) -> facts.add(status, count.toString()));
      facts.end();
      SchedulesCommand.print(session, Json.objects(found, "schedules"));
      return ExitCode.OK;
    }
  }
}
