package dev.holdfast.web.instance;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.RequestBody;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.openapi.Takes;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.ControlBody;
import dev.holdfast.web.schema.ControlledView;
import dev.holdfast.web.schema.StatusView;
import dev.holdfast.web.security.Caller;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;

/** Shows the status of an instance and changes it. */
@RequestScoped
@Path("workflows/{workflow}/instances/{id}/status")
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {

  @Inject private InstanceService instances;
  @Inject private WorkflowRegistry workflows;

  /**
   * Shows how an instance is doing.
   *
   * @param workflow name of the workflow
   * @param id id of the instance
   * @return its status, output and error
   */
  @GET
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StatusView.class)))
  @Problems({ProblemType.WORKFLOW_NOT_FOUND, ProblemType.INSTANCE_NOT_FOUND})
  public byte[] status(@PathParam("workflow") String workflow, @PathParam("id") String id) {
    workflows.get(workflow);
    return Json.bytes(InstanceWriter.status(instances.get(new InstanceKey(workflow, id))));
  }

  /**
   * Controls an instance.
   *
   * @param workflow name of the workflow
   * @param id id of the instance
   * @param headers say what the body is
   * @param security knows the caller
   * @param body says what to do
   * @return the status after the call
   * @throws IOException when the body cannot be read
   */
  @PATCH
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ControlledView.class)))
  @Problems({
    ProblemType.WORKFLOW_NOT_FOUND,
    ProblemType.INSTANCE_NOT_FOUND,
    ProblemType.ILLEGAL_STATUS,
    ProblemType.CANNOT_RESTART,
    ProblemType.QUEUE_FULL
  })
  @Takes(ControlBody.class)
  public byte[] control(
      @PathParam("workflow") String workflow,
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body)
      throws IOException {
    workflows.get(workflow);
    ControlRequest request = ControlRequest.parse(RequestBody.read(headers, body));
    InstanceStatus status =
        instances.steer(new InstanceKey(workflow, id), request.command(), Caller.of(security));
    return Json.bytes(Json.object().text("status", status.wireName()).build());
  }
}
