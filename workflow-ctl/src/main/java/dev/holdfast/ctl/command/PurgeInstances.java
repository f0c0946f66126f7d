package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes finished instances. */
@Command(
    name = "purge",
    description = {
      "Removes finished instances, whatever their retention.",
      "The server does it as a job, for admins."
    })
public final class PurgeInstances extends ApiCommand {

  /** Says where purged instances are kept. */
  enum Archive {
    NONE,
    TABLE,
    FOLDER
  }

  @Parameters(index = "0", paramLabel = "WORKFLOW", description = "name of the workflow")
  private String workflow = "";

  @Mixin private InstanceFilter filter = new InstanceFilter();

  @Option(names = "--all", description = "all finished instances, when no filter is given")
  private boolean all;

  @Option(
      names = "--archive",
      paramLabel = "PLACE",
      description = "keep them first: none, table or folder (default: as the server is set)")
  private @Nullable Archive archive;

  @Option(
      names = {"-y", "--yes"},
      description = "do not ask before")
  private boolean yes;

  @Option(names = "--detach", description = "print the job's id and do not wait for its end")
  private boolean detach;

  /** Makes the command. */
  public PurgeInstances() {}

  @Override
  int run(Session session) {
    if (filter.isEmpty() && !all) {
      throw CtlException.usage("Nothing is chosen: give a filter, or --all.");
    }
    if (!yes) {
      ask(session, "Purge the chosen instances of %s?".formatted(workflow));
    }
    JsonObjectBuilder body = Json.object().add("filter", filter.toJson());
    if (archive != null) {
      body.add("archive", archive.name().toLowerCase(Locale.ROOT));
    }
    String job =
        Json.shown(
            session
                .client()
                .send(
                    "POST", ApiPath.of("workflows", workflow, "instances", "purge"), body.build()),
            "job");
    if (!detach) {
      return new JobEnd(session, job).await();
    }
    if (session.isJson()) {
      session.print(Json.object().add("job", job).build());
    } else {
      session.say(job);
    }
    return ExitCode.OK;
  }

  private static void ask(Session session, String question) {
    if (!session.terminal().interactive()) {
      throw CtlException.usage(question + " Nobody can be asked here: add --yes.");
    }
    if (!session.terminal().confirms(question)) {
      throw CtlException.usage("Nothing was changed.");
    }
  }
}
