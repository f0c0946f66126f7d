package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.output.Facts;
import jakarta.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows bulk jobs, stops them and lets them go on. */
@Command(
    name = "jobs",
    description = "Shows bulk jobs, stops them and lets them go on.",
    subcommands = {
      JobsCommand.ListAll.class,
      JobsCommand.Describe.class,
      JobsCommand.Stop.class,
      JobsCommand.Restart.class,
      JobsCommand.Watch.class
    })
public final class JobsCommand {

  private static final String[] HEADINGS = {
    "ID", "KIND", "WORKFLOW", "STATUS", "DONE", "SKIPPED", "ERRORS", "TOTAL", "CREATED"
  };
  private static final List<String> MEMBERS =
      List.of(
          "id", "kind", "workflow", "status", "done", "skipped", "errors", "total", "createdAt");

  /** Makes the command. */
  public JobsCommand() {}

  /** Lists jobs. */
  @Command(name = "list", description = "Lists jobs, newest first.")
  static final class ListAll extends ApiCommand {

    @Option(
        names = {"-n", "--limit"},
        defaultValue = "50",
        paramLabel = "COUNT",
        description = "how many at the most (${DEFAULT-VALUE})")
    private long limit = 50;

    @Override
    int run(Session session) {
      Limit.check(limit);
      Iterable<JsonObject> items =
          () ->
              new Pages(
                  session.client(),
                  () ->
                      ApiPath.of("jobs")
                          .with("limit", String.valueOf(Math.min(limit, Pages.LARGEST))));
      Iterator<JsonObject> some =
          StreamSupport.stream(items.spliterator(), false).limit(limit).iterator();
      Listing.print(
          session,
          some,
          HEADINGS,
          it -> MEMBERS.stream().map(name -> Json.shown(it, name)).toArray(String[]::new));
      return ExitCode.OK;
    }
  }

  /** Shows a job. */
  @Command(name = "describe", description = "Shows a job with what has failed in it.")
  static final class Describe extends ApiCommand {

    @Parameters(paramLabel = "ID", description = "id of the job")
    private String id = "";

    @Override
    int run(Session session) {
      print(session, session.client().get(ApiPath.of("jobs", id)));
      return ExitCode.OK;
    }
  }

  /** Stops a job. */
  @Command(name = "stop", description = "Stops a job; what it has done stays done.")
  static final class Stop extends ApiCommand {

    @Parameters(paramLabel = "ID", description = "id of the job")
    private String id = "";

    @Override
    int run(Session session) {
      print(session, session.client().send("DELETE", ApiPath.of("jobs", id), null));
      return ExitCode.OK;
    }
  }

  /** Restarts a job. */
  @Command(name = "restart", description = "Lets a job go on that was stopped or has failed.")
  static final class Restart extends ApiCommand {

    @Parameters(paramLabel = "ID", description = "id of the job")
    private String id = "";

    @Override
    int run(Session session) {
      print(session, session.client().send("POST", ApiPath.of("jobs", id, "restart"), null));
      return ExitCode.OK;
    }
  }

  /** Follows a job. */
  @Command(
      name = "watch",
      description = {
        "Waits until a job is over and shows how far it has come.",
        "Ends with 0 when all went well, with 7 when some were refused, with 8 when it was stopped"
            + " or has failed."
      })
  static final class Watch extends ApiCommand {

    @Parameters(paramLabel = "ID", description = "id of the job")
    private String id = "";

    @Override
    int run(Session session) {
      return new JobEnd(session, id).await();
    }
  }

  private static void print(Session session, JsonObject job) {
    if (session.isJson()) {
      session.print(job);
      return;
    }
    Facts facts = new Facts(session.terminal());
    job.keySet().stream()
        .filter(name -> !name.equals("problems"))
        .forEach(name -> facts.add(name, Json.shown(job, name)));
    facts.end();
    Json.objects(job, "problems")
        .forEach(
            it ->
                session.say(
                    "  %s %s".formatted(Json.shown(it, "line"), Json.shown(it, "message"))));
  }
}
