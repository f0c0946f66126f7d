package dev.holdfast.web.instance;

import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogType;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.InstanceView;
import dev.holdfast.web.schema.StepView;
import dev.holdfast.web.security.Roles;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows an instance and its steps. */
@RequestScoped
@Path("workflows/{workflow}/instances/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class InstanceResource {

  @Inject private InstanceService instances;
  @Inject private WorkflowRegistry workflows;
  @Inject private LogStreams streams;

  /**
   * Shows everything about an instance.
   *
   * @param workflow name of the workflow
   * @param id id of the instance
   * @param security knows whether the caller sees stack traces
   * @return the instance with its steps, long outputs cut
   */
  @GET
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = InstanceView.class)))
  @Problems({ProblemType.WORKFLOW_NOT_FOUND, ProblemType.INSTANCE_NOT_FOUND})
  public byte[] details(
      @PathParam("workflow") String workflow,
      @PathParam("id") String id,
      @Context SecurityContext security) {
    StepWriter steps = new StepWriter(false, security.isUserInRole(Roles.OPERATOR));
    return Json.bytes(new DetailsWriter(read(workflow, id), steps).write());
  }

  /**
   * Shows one step.
   *
   * @param workflow name of the workflow
   * @param id id of the instance
   * @param name name of the step
   * @param occurrence its number among those of the same kind, scope and name; 1 when left out
   * @param kind its kind; run when left out
   * @param scope the branch it is in; none when left out
   * @param headers tell what the caller accepts
   * @param security knows whether the caller sees stack traces
   * @return the step, its output whole; the bytes alone when that is a blob, unless the caller
   *     accepts nothing but JSON
   */
  @GET
  @Path("steps/{name: .+}")
  @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = StepView.class)),
        @Content(
            mediaType = MediaType.APPLICATION_OCTET_STREAM,
            schema = @Schema(type = "string", format = "binary"))
      })
  @Problems({
    ProblemType.WORKFLOW_NOT_FOUND,
    ProblemType.INSTANCE_NOT_FOUND,
    ProblemType.STEP_NOT_FOUND
  })
  public Response step(
      @PathParam("workflow") String workflow,
      @PathParam("id") String id,
      @PathParam("name") String name,
      @Parameter(schema = @Schema(type = "integer", minimum = "1", defaultValue = "1"))
          @QueryParam("occurrence")
          @Nullable String occurrence,
      @Parameter(schema = @Schema(implementation = StepKind.class, defaultValue = "run"))
          @QueryParam("kind")
          @Nullable String kind,
      @QueryParam("scope") @Nullable String scope,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    InstanceDetails details = read(workflow, id);
    StepPath path =
        StepPath.of(
            name,
            Optional.ofNullable(occurrence),
            Optional.ofNullable(kind),
            Optional.ofNullable(scope));
    StepRecord step =
        details.steps().stream()
            .filter(candidate -> path.names(candidate.key()))
            .findFirst()
            .orElseThrow(() -> notFound(path, details.instance().key()));
    boolean acceptsBytes =
        headers.getAcceptableMediaTypes().stream()
            .anyMatch(MediaType.APPLICATION_OCTET_STREAM_TYPE::isCompatible);
    return new StepAnswer(instances, details, step)
        .build(acceptsBytes, security.isUserInRole(Roles.OPERATOR));
  }

  /**
   * Follows the event log of an instance, by server-sent events.
   *
   * @param workflow name of the workflow
   * @param id id of the instance
   * @param lastEventId id of the last record that the client has seen
   * @param cursor the same; counts when the header is left out
   * @param types the types wanted, separated by commas; all when left out
   * @return streams the log
   * @throws WebApplicationException as the answer 204 when there is nothing left to be streamed,
   *     which tells browsers not to come back
   */
  @Path("subscribe")
  public LogStream subscribe(
      @PathParam("workflow") String workflow,
      @PathParam("id") String id,
      @Parameter(schema = @Schema(type = "integer", format = "int64", minimum = "0"))
          @HeaderParam("Last-Event-ID")
          @Nullable String lastEventId,
      @Parameter(schema = @Schema(type = "integer", format = "int64", minimum = "0"))
          @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(
              array = @ArraySchema(schema = @Schema(implementation = LogType.class)),
              explode = Explode.FALSE)
          @QueryParam("types")
          @Nullable String types) {
    workflows.get(workflow);
    LogSelection selection =
        SubscribeRequest.parse(
            Optional.ofNullable(lastEventId),
            Optional.ofNullable(cursor),
            Optional.ofNullable(types));
    InstanceKey key = instances.get(new InstanceKey(workflow, id)).key();
    LogStream stream = new LogStream(instances, streams, key, selection);
    if (stream.isOver()) {
      throw new WebApplicationException(Response.noContent().build());
    }
    streams.requireRoom();
    return stream;
  }

  /**
   * Deletes an instance with everything stored for it.
   *
   * @param workflow name of the workflow
   * @param id id of the instance
   */
  @DELETE
  @ApiResponse(responseCode = "204", description = "it is gone")
  @Problems({ProblemType.WORKFLOW_NOT_FOUND, ProblemType.INSTANCE_NOT_FOUND})
  public void delete(@PathParam("workflow") String workflow, @PathParam("id") String id) {
    workflows.get(workflow);
    instances.steer(new InstanceKey(workflow, id), new Command.Delete());
  }

  private InstanceDetails read(String workflow, String id) {
    workflows.get(workflow);
    return instances.details(new InstanceKey(workflow, id));
  }

  private static WorkflowException notFound(StepPath path, InstanceKey instance) {
    return new WorkflowException(
        "step.not_found",
        "Instance '%s' has no step '%s' in its journal: look it up in the instance's steps, with its kind and scope."
            .formatted(instance.id(), path));
  }
}
