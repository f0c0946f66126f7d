package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Controls instances: those named, or those that fit a filter. */
abstract class ControlInstances extends ApiCommand {

  @Mixin private ChosenInstances chosen = new ChosenInstances();

  abstract String verb();

  /** Adds what this action takes besides its name. */
  void addOptions(JsonObjectBuilder body) {}

  @Override
  int run(Session session) {
    JsonObjectBuilder options = Json.object().add("action", verb().toLowerCase(Locale.ROOT));
    addOptions(options);
    JsonObject body = options.build();
    String workflow = chosen.workflow();
    List<String> ids = chosen.choose(session, verb());
    if (chosen.isDryRun()) {
      return ExitCode.OK;
    }
    return new Bulk(session, verb())
        .each(
            ids,
            id -> {
              JsonObject answer =
                  session
                      .client()
                      .send(
                          "PATCH",
                          ApiPath.of("workflows", workflow, "instances", id, "status"),
                          body);
              return Json.object()
                  .add("id", id)
                  .add("status", Json.shown(answer, "status"))
                  .build();
            });
  }

  /** Pauses. */
  @Command(name = "pause", description = "Pauses instances after the step in flight.")
  static final class Pause extends ControlInstances {

    @Override
    String verb() {
      return "Pause";
    }
  }

  /** Resumes. */
  @Command(name = "resume", description = "Lets paused instances go on.")
  static final class Resume extends ControlInstances {

    @Override
    String verb() {
      return "Resume";
    }
  }

  /** Terminates. */
  @Command(name = "terminate", description = "Ends instances.")
  static final class Terminate extends ControlInstances {

    @Option(names = "--rollback", description = "undo their steps first")
    private boolean rollback;

    @Override
    String verb() {
      return "Terminate";
    }

    @Override
    void addOptions(JsonObjectBuilder body) {
      if (rollback) {
        body.add("rollback", true);
      }
    }
  }

  /** Restarts. */
  @Command(name = "restart", description = "Starts instances again, from the top or from a step.")
  static final class Restart extends ControlInstances {

    @Option(
        names = "--from",
        paramLabel = "STEP",
        description = "name of the step to start from; what came before it stays")
    private @Nullable String from;

    @Option(
        names = "--occurrence",
        paramLabel = "NUMBER",
        description = "which one of that name, with --from (1)")
    private @Nullable Integer occurrence;

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description = "kind of the step, with --from (run)")
    private @Nullable String kind;

    @Option(
        names = "--scope",
        paramLabel = "SCOPE",
        description = "branch of the step, with --from")
    private @Nullable String scope;

    @Override
    String verb() {
      return "Restart";
    }

    @Override
    void addOptions(JsonObjectBuilder body) {
      if (from == null) {
        if (occurrence != null || kind != null || scope != null) {
          throw CtlException.usage("--occurrence, --kind and --scope go with --from only.");
        }
        return;
      }
      JsonObjectBuilder step = Json.object().add("name", from);
      if (occurrence != null) {
        step.add("occurrence", occurrence);
      }
      if (kind != null) {
        step.add("kind", kind);
      }
      if (scope != null) {
        step.add("scope", scope);
      }
      body.add("from", step.build());
    }
  }
}
