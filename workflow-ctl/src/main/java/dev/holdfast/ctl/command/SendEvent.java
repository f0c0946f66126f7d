package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends an event to an instance. */
@Command(name = "send-event", description = "Sends an event to an instance.")
final class SendEvent extends ApiCommand {

  @Parameters(index = "0", paramLabel = "WORKFLOW", description = "name of the workflow")
  private String workflow = "";

  @Parameters(index = "1", paramLabel = "ID", description = "id of the instance")
  private String id = "";

  @Parameters(index = "2", paramLabel = "TYPE", description = "type of the event")
  private String type = "";

  @Option(
      names = "--payload",
      paramLabel = "JSON",
      description = "its payload: JSON, @file, or - for input (default: null)")
  private @Nullable String payload;

  @Option(
      names = "--event-id",
      paramLabel = "ID",
      description = "its id; an event whose id is known is not counted again (default: made up)")
  private @Nullable String eventId;

  @Override
  int run(Session session) {
    JsonObject receipt =
        session
            .client()
            .send(
                "POST",
                ApiPath.of("workflows", workflow, "instances", id, "events", type),
                payload == null ? null : JsonArgument.read("--payload", payload),
                eventId == null ? Map.of() : Map.of("Idempotency-Key", eventId));
    if (session.isJson()) {
      session.print(receipt);
    } else {
      session.say(
          "%s: %s received at %s as %s"
              .formatted(
                  id, type, Json.shown(receipt, "receivedAt"), Json.shown(receipt, "eventId")));
    }
    return ExitCode.OK;
  }
}
