package dev.holdfast.web.instance;

import dev.holdfast.api.EventReceipt;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.RequestBody;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.openapi.Takes;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.ReceiptView;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accepts events for an instance. */
@RequestScoped
@Path("workflows/{workflow}/instances/{id}/events/{type}")
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {

  @Inject private InstanceService instances;
  @Inject private WorkflowRegistry workflows;

  /**
   * Sends an event.
   *
   * @param workflow name of the workflow
   * @param id id of the instance
   * @param type type of the event
   * @param eventId its id, so that it counts once however often it is sent; generated when left out
   * @param headers say what the body is
   * @param body the payload; null when empty
   * @return 202 with the receipt
   * @throws IOException when the body cannot be read
   */
  @POST
  @ApiResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = ReceiptView.class)))
  @Problems({
    ProblemType.WORKFLOW_NOT_FOUND,
    ProblemType.INSTANCE_NOT_FOUND,
    ProblemType.INVALID_EVENT_TYPE,
    ProblemType.INVALID_EVENT_ID,
    ProblemType.FINISHED,
    ProblemType.BUFFER_FULL
  })
  @Takes(value = Object.class, optional = true)
  public Response send(
      @PathParam("workflow") String workflow,
      @PathParam("id") String id,
      @PathParam("type") String type,
      @Parameter(schema = @Schema(type = "string", minLength = 1, maxLength = 200))
          @HeaderParam("Idempotency-Key")
          @Nullable String eventId,
      @Context HttpHeaders headers,
      InputStream body)
      throws IOException {
    workflows.get(workflow);
    @Nullable EncodedValue payload = payload(RequestBody.read(headers, body));
    EventReceipt receipt =
        instances.sendEvent(
            new InstanceKey(workflow, id), type, payload, Optional.ofNullable(eventId));
    return Response.accepted(
            Json.bytes(
                Json.object()
                    .text("eventId", receipt.eventId())
                    .time("receivedAt", receipt.receivedAt())
                    .build()))
        .build();
  }

  private @Nullable EncodedValue payload(Optional<String> body) {
    if (body.isEmpty() || Json.parseRequest(body.get()) == JsonValue.NULL) {
      return null;
    }
    return instances.json("payload", body.get());
  }
}
