package dev.holdfast.web.schedule;

import dev.holdfast.engine.ScheduleService;
import dev.holdfast.engine.ScheduleStatus;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.RequestBody;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.openapi.Takes;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.ScheduleBody;
import dev.holdfast.web.schema.SteeredView;
import dev.holdfast.web.schema.UpcomingListView;
import dev.holdfast.web.security.Roles;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the schedules of a workflow and steers them. */
@RequestScoped
@Path("workflows/{workflow}/schedules")
@Produces(MediaType.APPLICATION_JSON)
public class SchedulesResource {

  private static final int NEXT_FIRINGS = 5;

  @Inject private ScheduleService schedules;
  @Inject private WorkflowRegistry workflows;

  /**
   * Lists the schedules.
   *
   * @param workflow name of the workflow
   * @return all of them, each with its next firings
   */
  @GET
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = UpcomingListView.class)))
  @Problems({ProblemType.WORKFLOW_NOT_FOUND})
  public byte[] list(@PathParam("workflow") String workflow) {
    JsonArrayBuilder items = Json.array();
    for (ScheduleStatus schedule : schedules.list(workflow)) {
      List<Instant> next =
          schedule.paused()
              ? List.of()
              : schedules.nextFirings(workflow, schedule.cron(), NEXT_FIRINGS);
      items.add(ScheduleWriter.fields(schedule).array("next", ScheduleWriter.times(next)).build());
    }
    return Json.bytes(Json.object().array("items", items).build());
  }

  /**
   * Steers a schedule. POST is open to starters, this is for operators.
   *
   * @param workflow name of the workflow
   * @param headers say what the body is
   * @param body says which schedule, and what to do
   * @param security knows the caller
   * @return the schedule after the call
   * @throws IOException when the body cannot be read
   */
  @POST
  @Path("control")
  @SecurityRequirement(name = "login", scopes = Roles.OPERATOR)
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SteeredView.class)))
  @Problems({ProblemType.WORKFLOW_NOT_FOUND, ProblemType.QUEUE_FULL})
  @Takes(ScheduleBody.class)
  public byte[] control(
      @PathParam("workflow") String workflow,
      @Context HttpHeaders headers,
      InputStream body,
      @Context SecurityContext security)
      throws IOException {
    if (!security.isUserInRole(Roles.OPERATOR)) {
      throw new ForbiddenException();
    }
    workflows.get(workflow);
    ScheduleRequest request = ScheduleRequest.parse(RequestBody.read(headers, body));
    return Json.bytes(
        switch (request.action()) {
          case PAUSE -> ScheduleWriter.fields(schedules.pause(workflow, request.cron())).build();
          case RESUME -> ScheduleWriter.fields(schedules.resume(workflow, request.cron())).build();
          case TRIGGER -> trigger(workflow, request.cron(), caller(security));
        });
  }

  private JsonObject trigger(String workflow, String cron, String caller) {
    String id = schedules.trigger(workflow, cron, caller).key().id();
    ScheduleStatus schedule =
        schedules.list(workflow).stream()
            .filter(it -> it.cron().equals(cron))
            .findFirst()
            .orElseThrow();
    return ScheduleWriter.fields(schedule).text("instanceId", id).build();
  }

  private static String caller(SecurityContext security) {
    @Nullable Principal caller = security.getUserPrincipal();
    return caller == null ? "" : caller.getName();
  }
}
