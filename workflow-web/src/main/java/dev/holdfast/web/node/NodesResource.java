package dev.holdfast.web.node;

import dev.holdfast.access.Gate;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.schema.NodeListView;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;

/** Shows the live nodes. */
@RequestScoped
@Path("nodes")
@Produces(MediaType.APPLICATION_JSON)
public class NodesResource {

  @Inject private NodeStore nodes;
  @Inject private Gate gate;

  /**
   * Lists the nodes that have not been given up.
   *
   * @return the nodes, oldest first
   */
  @GET
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = NodeListView.class)))
  public byte[] list() {
    gate.viewer();
    JsonArrayBuilder items = Json.array();
    nodes.listLive().forEach(node -> items.add(toJson(node)));
    return Json.bytes(Json.object().array("items", items).build());
  }

  private static JsonObject toJson(NodeRecord node) {
    return Json.object()
        .number("node", node.node())
        .text("name", node.name())
        .time("startedAt", node.startedAt())
        .time("heartbeatAt", node.heartbeatAt())
        .number("heartbeatAgeMs", Duration.between(node.heartbeatAt(), node.readAt()).toMillis())
        .number("running", node.running())
        .build();
  }
}
