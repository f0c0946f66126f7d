package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.output.Progress;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes instances: those named, or those that fit a filter. */
@Command(name = "delete", description = "Deletes instances with everything stored for them.")
final class DeleteInstances extends ApiCommand {

  private static final int AT_A_TIME = 1000;

  @Mixin private ChosenInstances chosen = new ChosenInstances();

  @Override
  int run(Session session) {
    List<String> ids = chosen.choose(session, "Delete");
    if (chosen.isDryRun()) {
      return ExitCode.OK;
    }
    if (ids.size() == 1) {
      String id = ids.get(0);
      session
          .client()
          .send("DELETE", ApiPath.of("workflows", chosen.workflow(), "instances", id), null);
      if (session.isJson()) {
        session.print(Json.object().add("id", id).build());
      } else {
        session.say(id + ": deleted");
      }
      return ExitCode.OK;
    }
    List<JsonObject> deleted = new ArrayList<>();
    List<JsonObject> errors = new ArrayList<>();
    try (Progress progress = new Progress(session.terminal(), "Delete")) {
      for (int from = 0; from < ids.size(); from += AT_A_TIME) {
        int to = Math.min(ids.size(), from + AT_A_TIME);
        JsonObject answer =
            session
                .client()
                .send(
                    "POST",
                    ApiPath.of("workflows", chosen.workflow(), "instances", "delete"),
                    Json.object().add("ids", Json.texts(ids.subList(from, to))).build());
        deleted.addAll(Json.objects(answer, "deleted"));
        errors.addAll(Json.objects(answer, "errors"));
        progress.at(to, ids.size());
      }
    }
    return new Bulk(session, "Delete").report(deleted, errors);
  }
}
