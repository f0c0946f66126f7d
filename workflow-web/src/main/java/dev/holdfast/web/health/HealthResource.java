package dev.holdfast.web.health;

import dev.holdfast.engine.NodeStatus;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.port.StatisticsReader.StuckInstance;
import dev.holdfast.engine.statistics.StatisticsService;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import dev.holdfast.web.schema.LiveView;
import dev.holdfast.web.schema.ReadyView;
import dev.holdfast.web.security.Roles;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;

/** Answers the two health paths. */
@RequestScoped
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

  @Inject private NodeStore nodes;
  @Inject private NodeStatus status;
  @Inject private StatisticsService statistics;
  @Context private SecurityContext security;

  /**
   * Tells that the application runs.
   *
   * @return UP, always
   */
  @GET
  @Path("live")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LiveView.class)))
  public byte[] live() {
    return Json.bytes(Json.object().text("status", "UP").build());
  }

  /**
   * Tells whether the application can work.
   *
   * @return 200 and UP, or 503 and DOWN; with what was checked, and for those who may see it the
   *     number of stuck instances
   */
  @GET
  @Path("ready")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReadyView.class)))
  @ApiResponse(
      responseCode = "503",
      description = "the application cannot work at present",
      content = @Content(schema = @Schema(implementation = ReadyView.class)))
  public Response ready() {
    Readiness readiness = Readiness.check(nodes, status);
    JsonObject checks =
        Json.object()
            .text("database", shown(readiness.hasDatabase()))
            .text("heartbeat", shown(readiness.hasHeartbeat()))
            .build();
    JsonFields answer =
        Json.object().text("status", shown(readiness.isReady())).value("checks", checks);
    if (readiness.hasDatabase() && security.isUserInRole(Roles.VIEWER)) {
      answer.number("stuck", countStuck());
    }
    return Response.status(readiness.isReady() ? Status.OK : Status.SERVICE_UNAVAILABLE)
        .entity(Json.bytes(answer.build()))
        .build();
  }

  private long countStuck() {
    return statistics.stuck().value().stream().map(StuckInstance::key).distinct().count();
  }

  private static String shown(boolean fit) {
    return fit ? "UP" : "DOWN";
  }
}
