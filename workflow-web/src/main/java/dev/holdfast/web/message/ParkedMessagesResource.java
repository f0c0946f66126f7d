package dev.holdfast.web.message;

import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.ParkedMessageView;
import dev.holdfast.web.schema.ParkedPageView;
import dev.holdfast.web.schema.RetriedView;
import dev.holdfast.web.security.Caller;
import dev.holdfast.web.security.Roles;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Shows parked messages, hands them over again and drops them. */
@RequestScoped
@Path("parked-messages")
@Produces(MediaType.APPLICATION_JSON)
public class ParkedMessagesResource {

  @Inject private ParkedMessageService messages;

  /**
   * Lists messages without their bodies, newest first.
   *
   * @param uri with the filters
   * @return a page, and how many messages there are
   */
  @GET
  @Parameter(
      in = ParameterIn.QUERY,
      name = "queue",
      description = "the queue that they came from",
      schema =
          @Schema(
              type = "string",
              allowableValues = {"workflow.events", "workflow.commands"}))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "code",
      description = "code of the latest refusal",
      schema = @Schema(type = "string", example = "instance.not_found"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "limit",
      description = "how many the page may have",
      schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "cursor",
      description = "nextCursor of the page before, with the same order and filters",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ParkedPageView.class)))
  public byte[] list(@Context UriInfo uri) {
    ParkedListRequest request = new ParkedListRequest(uri.getQueryParameters());
    int limit = request.limit();
    List<ParkedMessage> found = messages.list(request.filter(), request.after(), limit + 1);
    return Json.bytes(ParkedMessageWriter.page(found, limit, messages.count(request.filter())));
  }

  /**
   * Shows a message.
   *
   * @param id its id
   * @return the message with its body
   */
  @GET
  @Path("{messageId: .+}")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ParkedMessageView.class)))
  @Problems({ProblemType.MESSAGE_NOT_FOUND})
  public byte[] get(@PathParam("messageId") String id) {
    return Json.bytes(ParkedMessageWriter.whole(messages.get(id)));
  }

  /**
   * Hands a message over again. POST is open to starters, this is for operators.
   *
   * @param id its id
   * @param security knows the caller
   * @return the instance that it has reached
   */
  @POST
  @Path("{messageId: .+}/retry")
  @SecurityRequirement(name = "login", scopes = Roles.OPERATOR)
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RetriedView.class)))
  @Problems({
    ProblemType.MESSAGE_NOT_FOUND,
    ProblemType.WORKFLOW_NOT_FOUND,
    ProblemType.INSTANCE_NOT_FOUND,
    ProblemType.ALREADY_EXISTS,
    ProblemType.FINISHED,
    ProblemType.INVALID_INSTANCE_ID,
    ProblemType.INVALID_EVENT_TYPE,
    ProblemType.INVALID_EVENT_ID,
    ProblemType.INVALID_PARAMS,
    ProblemType.REQUEST_INVALID,
    ProblemType.TOO_LARGE,
    ProblemType.QUEUE_FULL,
    ProblemType.RATE_EXCEEDED,
    ProblemType.BUFFER_FULL
  })
  public byte[] retry(@PathParam("messageId") String id, @Context SecurityContext security) {
    if (!security.isUserInRole(Roles.OPERATOR)) {
      throw new ForbiddenException();
    }
    InstanceKey reached = messages.retry(id, Caller.of(security));
    return Json.bytes(
        Json.object()
            .text("id", id)
            .text("workflow", reached.workflow())
            .text("instanceId", reached.id())
            .build());
  }

  /**
   * Drops a message.
   *
   * @param id its id
   * @param security knows the caller
   */
  @DELETE
  @Path("{messageId: .+}")
  @ApiResponse(responseCode = "204", description = "it is dropped")
  @Problems({ProblemType.MESSAGE_NOT_FOUND})
  public void delete(@PathParam("messageId") String id, @Context SecurityContext security) {
    messages.delete(id, Caller.of(security));
  }
}
