package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows schedules and steers them. */
@Command(
    name = "schedules",
    description = "Shows schedules and steers them.",
    subcommands = {
      SchedulesCommand.ListAll.class,
      SchedulesCommand.Pause.class,
      SchedulesCommand.Resume.class,
      SchedulesCommand.Trigger.class
    })
public final class SchedulesCommand {

  private static final String[] HEADINGS = {"WORKFLOW", "CRON", "ZONE", "STATE", "NEXT", "LAST"};

  /** Makes the command. */
  public SchedulesCommand() {}

  /** Prints schedules of one workflow as part of it; nothing when there are none. */
  static void print(Session session, List<JsonObject> schedules) {
    if (!schedules.isEmpty()) {
      session.say("");
      print(session, schedules.stream().map(it -> named("", it)).toList(), HEADINGS);
    }
  }

  private static void print(Session session, List<JsonObject> named, String[] headings) {
    Listing.print(
        session,
        named.iterator(),
        headings,
        it ->
            new String[] {
              Json.shown(it, "workflow"),
              Json.shown(it, "cron"),
              Json.shown(it, "zone"),
              Json.shown(it, "paused").equals("true") ? "paused" : "active",
              Json.shown(it, "nextAt"),
              Json.shown(it, "lastAt")
            });
  }

  private static JsonObject named(String workflow, JsonObject schedule) {
    var named = Json.object().add("workflow", workflow);
    schedule.forEach(named::add);
    return named.build();
  }

  /** Lists schedules. */
  @Command(name = "list", description = "Lists the schedules of a workflow, or of all.")
  static final class ListAll extends ApiCommand {

    @Parameters(
        arity = "0..1",
        paramLabel = "WORKFLOW",
        description = "name of the workflow; all when left out")
    private String workflow = "";

    @Override
    int run(Session session) {
      List<JsonObject> named = new ArrayList<>();
      if (workflow.isEmpty()) {
        for (JsonObject it : Json.objects(session.client().get(ApiPath.of("workflows")), "items")) {
          Json.objects(it, "schedules").forEach(s -> named.add(named(Json.shown(it, "name"), s)));
        }
      } else {
        JsonObject found = session.client().get(ApiPath.of("workflows", workflow, "schedules"));
        Json.objects(found, "items").forEach(it -> named.add(named(workflow, it)));
      }
      print(session, named, HEADINGS);
      return ExitCode.OK;
    }
  }

  /** Steers a schedule. */
  abstract static class Steer extends ApiCommand {

    @Parameters(index = "0", paramLabel = "WORKFLOW", description = "name of the workflow")
    private String workflow = "";

    @Parameters(index = "1", paramLabel = "CRON", description = "the schedule's expression")
    private String cron = "";

    abstract String action();

    @Override
    int run(Session session) {
      JsonObject answer =
          session
              .client()
              .send(
                  "POST",
                  ApiPath.of("workflows", workflow, "schedules", "control"),
                  Json.object().add("cron", cron).add("action", action()).build());
      if (session.isJson()) {
        session.print(answer);
      } else {
        String instance = Json.shown(answer, "instanceId");
        session.say(
            instance.isEmpty()
                ? "%s: %s"
                    .formatted(
                        cron, Json.shown(answer, "paused").equals("true") ? "paused" : "active")
                : instance);
      }
      return ExitCode.OK;
    }
  }

  /** Pauses. */
  @Command(name = "pause", description = "Lets a schedule stand still.")
  static final class Pause extends Steer {

    @Override
    String action() {
      return "pause";
    }
  }

  /** Resumes. */
  @Command(name = "resume", description = "Lets a schedule fire again, from now on.")
  static final class Resume extends Steer {

    @Override
    String action() {
      return "resume";
    }
  }

  /** Triggers. */
  @Command(name = "trigger", description = "Creates an instance at once and prints its id.")
  static final class Trigger extends Steer {

    @Override
    String action() {
      return "trigger";
    }
  }
}
