package dev.holdfast.web.workflow;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Retention;
import dev.holdfast.engine.ScheduleService;
import dev.holdfast.engine.statistics.StatisticsService;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schedule.ScheduleWriter;
import dev.holdfast.web.schema.WorkflowListView;
import dev.holdfast.web.schema.WorkflowView;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;

/** Shows the workflows with the numbers of their instances. */
@RequestScoped
@Path("workflows")
@Produces(MediaType.APPLICATION_JSON)
public class WorkflowsResource {

  @Inject private StatisticsService statistics;
  @Inject private ScheduleService schedules;
  @Inject private WorkflowRegistry workflows;

  /**
   * Lists the workflows.
   *
   * @return all, by name
   */
  @GET
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WorkflowListView.class)))
  public byte[] list() {
    JsonArrayBuilder items = Json.array();
    workflows.list().forEach(workflow -> items.add(toJson(workflow)));
    return Json.bytes(Json.object().array("items", items).build());
  }

  /**
   * Shows a workflow.
   *
   * @param workflow its name
   * @return the workflow
   */
  @GET
  @Path("{workflow}")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WorkflowView.class)))
  @Problems({ProblemType.WORKFLOW_NOT_FOUND})
  public byte[] workflow(@PathParam("workflow") String workflow) {
    return Json.bytes(toJson(workflows.get(workflow)));
  }

  private JsonObject toJson(WorkflowDefinition workflow) {
    return Json.object()
        .text("name", workflow.name())
        .text("className", workflow.type().getName())
        .number("maxSteps", workflow.stepLimit())
        .value("retention", toJson(workflow.settings().retention()))
        .array("schedules", ScheduleWriter.array(schedules.list(workflow.name())))
        .value("instances", counts(workflow.name()))
        .build();
  }

  /** Writes durations as a creation takes them. */
  private static JsonObject toJson(Retention retention) {
    return Json.object()
        .text("success", retention.success().map(WorkflowsResource::text).orElse(null))
        .text("error", retention.error().map(WorkflowsResource::text).orElse(null))
        .build();
  }

  private static String text(Duration retention) {
    return retention.equals(Retention.FOREVER) ? "forever" : retention.toString();
  }

  private JsonObject counts(String workflow) {
    Map<InstanceStatus, Long> counts = statistics.counts(workflow);
    JsonFields json = Json.object();
    for (InstanceStatus status : InstanceStatus.values()) {
      json.number(status.wireName(), counts.getOrDefault(status, 0L));
    }
    return json.build();
  }
}
