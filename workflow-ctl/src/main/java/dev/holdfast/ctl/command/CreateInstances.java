package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates an instance, or many alike. */
@Command(name = "create", description = "Creates an instance and prints its id.")
final class CreateInstances extends ApiCommand {

  private static final int MOST = 1000;

  @Parameters(paramLabel = "WORKFLOW", description = "name of the workflow")
  private String workflow = "";

  @Option(names = "--id", paramLabel = "ID", description = "its id (default: made up)")
  private @Nullable String id;

  @Option(
      names = "--params",
      paramLabel = "JSON",
      description = "its params: JSON, @file, or - for input (default: {})")
  private @Nullable String params;

  @Option(
      names = "--start-at",
      paramLabel = "TIME",
      description = "when it is to start, such as 2030-01-31T12:00:00Z (default: at once)")
  private @Nullable String startAt;

  @Option(
      names = "--existing",
      description = "when the id is taken, print the older instance instead of failing")
  private boolean existing;

  @Option(
      names = "--keep-success",
      paramLabel = "TIME",
      description = "how long it is kept after a success, such as '30 days' or forever")
  private @Nullable String keepSuccess;

  @Option(
      names = "--keep-error",
      paramLabel = "TIME",
      description = "how long it is kept after an error")
  private @Nullable String keepError;

  @Option(
      names = "--count",
      paramLabel = "COUNT",
      description = "how many to create, 1 to 1000, with made up ids")
  private @Nullable Integer count;

  @Override
  int run(Session session) {
    JsonObjectBuilder body = common();
    if (count != null) {
      return createMany(session, body, count);
    }
    if (id != null) {
      body.add("id", id);
    }
    if (existing) {
      body.add("ifExists", "return");
    }
    JsonObject created =
        session.client().send("POST", ApiPath.of("workflows", workflow, "instances"), body.build());
    if (session.isJson()) {
      session.print(created);
    } else {
      session.say(Json.shown(created, "id"));
    }
    return ExitCode.OK;
  }

  private int createMany(Session session, JsonObjectBuilder body, int wanted) {
    if (wanted < 1 || wanted > MOST || id != null || existing) {
      throw CtlException.usage(
          "--count must be 1 to %d, without --id and --existing, was %d.".formatted(MOST, wanted));
    }
    JsonObject answer =
        session
            .client()
            .send(
                "POST",
                ApiPath.of("workflows", workflow, "instances", "batch"),
                body.add("count", wanted).build());
    List<JsonObject> errors = Json.objects(answer, "errors");
    if (session.isJson()) {
      session.print(answer);
    } else {
      Json.objects(answer, "created").forEach(it -> session.say(Json.shown(it, "id")));
      errors.forEach(it -> session.warn(Json.shown(it, "message")));
    }
    return errors.isEmpty() ? ExitCode.OK : ExitCode.PARTLY;
  }

  private JsonObjectBuilder common() {
    JsonObjectBuilder body = Json.object();
    if (params != null) {
      body.add("params", JsonArgument.read("--params", params));
    }
    if (startAt != null) {
      body.add("startAt", startAt);
    }
    JsonObjectBuilder retention = Json.object();
    if (keepSuccess != null) {
      retention.add("success", keepSuccess);
    }
    if (keepError != null) {
      retention.add("error", keepError);
    }
    return keepSuccess == null && keepError == null
        ? body
        : body.add("retention", retention.build());
  }
}
