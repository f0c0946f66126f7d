package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import jakarta.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows the live servers. */
@Command(name = "nodes", description = "Lists the live servers and what they execute.")
public final class NodesCommand extends ApiCommand {

  private static final String[] HEADINGS = {"NODE", "NAME", "RUNNING", "HEARTBEAT", "STARTED"};

  /** Makes the command. */
  public NodesCommand() {}

  @Override
  int run(Session session) {
    List<JsonObject> items = Json.objects(session.client().get(ApiPath.of("nodes")), "items");
    Listing.print(
        session,
        items.iterator(),
        HEADINGS,
        it ->
            new String[] {
              Json.shown(it, "node"),
              Json.shown(it, "name"),
              Json.shown(it, "running"),
              Json.shown(it, "heartbeatAgeMs") + " ms ago",
              Json.shown(it, "startedAt")
            });
    return ExitCode.OK;
  }
}
