package dev.holdfast.web.instance;

import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.InstanceService.BatchEntry;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.RequestBody;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.openapi.Takes;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.BatchBody;
import dev.holdfast.web.schema.BatchView;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
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
import java.util.List;

/** Creates many instances by one call. */
@RequestScoped
@Path("workflows/{workflow}/instances/batch")
@Produces(MediaType.APPLICATION_JSON)
public class BatchResource {

  @Inject private InstanceService instances;
  @Inject private WorkflowRegistry workflows;

  /**
   * Creates instances.
   *
   * @param workflow name of the workflow
   * @param headers say what the body is
   * @param body says what to create
   * @param security knows the caller
   * @return the instances, and the entries that created nothing
   * @throws IOException when the body cannot be read
   */
  @POST
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = BatchView.class)))
  @Problems({
    ProblemType.WORKFLOW_NOT_FOUND,
    ProblemType.EMPTY_BATCH,
    ProblemType.LARGE_BATCH,
    ProblemType.INVALID_INSTANCE_ID,
    ProblemType.INVALID_DURATION,
    ProblemType.INVALID_OPTIONS,
    ProblemType.INVALID_PARAMS,
    ProblemType.QUEUE_FULL,
    ProblemType.RATE_EXCEEDED
  })
  @Takes(BatchBody.class)
  public byte[] create(
      @PathParam("workflow") String workflow,
      @Context HttpHeaders headers,
      InputStream body,
      @Context SecurityContext security)
      throws IOException {
    workflows.get(workflow);
    BatchRequest request = BatchRequest.parse(RequestBody.read(headers, body));
    NewInstances requests = new NewInstances(instances, workflow, security);
    List<BatchEntry> entries = instances.createBatch(request.newInstances(requests));
    JsonArrayBuilder created = Json.array();
    JsonArrayBuilder errors = Json.array();
    for (int i = 0; i < entries.size(); i++) {
      BatchEntry entry = entries.get(i);
      int index = i;
      entry.created().ifPresent(it -> created.add(InstanceWriter.created(it)));
      entry
          .error()
          .ifPresent(
              e ->
                  errors.add(
                      Json.object()
                          .number("index", (long) index)
                          .text("id", entry.id())
                          .text("code", e.code())
                          .text("message", String.valueOf(e.getMessage()))
                          .build()));
    }
    return Json.bytes(Json.object().array("created", created).array("errors", errors).build());
  }
}
