package dev.holdfast.web.instance;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.RequestBody;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.openapi.Takes;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.CreateBody;
import dev.holdfast.web.schema.CreatedView;
import dev.holdfast.web.schema.PageView;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.enums.ParameterStyle;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Creates and lists the instances of a workflow. */
@RequestScoped
@Path("workflows/{workflow}/instances")
@Produces(MediaType.APPLICATION_JSON)
public class InstancesResource {

  @Inject private InstanceService instances;
  @Inject private WorkflowRegistry workflows;

  /**
   * Creates an instance.
   *
   * @param workflow name of the workflow
   * @param headers say what the body is
   * @param body says what to create; may be empty
   * @param uri where the request went
   * @param security knows the caller
   * @return 201, or 200 with an older instance
   * @throws IOException when the body cannot be read
   */
  @POST
  @ApiResponse(
      responseCode = "201",
      headers =
          @Header(
              name = "Location",
              description = "where the instance is",
              schema = @Schema(type = "string", format = "uri")),
      content = @Content(schema = @Schema(implementation = CreatedView.class)))
  @ApiResponse(
      responseCode = "200",
      description = "the older instance, when ifExists is return",
      content = @Content(schema = @Schema(implementation = CreatedView.class)))
  @Problems({
    ProblemType.WORKFLOW_NOT_FOUND,
    ProblemType.INVALID_INSTANCE_ID,
    ProblemType.INVALID_DURATION,
    ProblemType.INVALID_OPTIONS,
    ProblemType.INVALID_PARAMS,
    ProblemType.ALREADY_EXISTS,
    ProblemType.QUEUE_FULL,
    ProblemType.RATE_EXCEEDED
  })
  @Takes(value = CreateBody.class, optional = true)
  public Response create(
      @PathParam("workflow") String workflow,
      @Context HttpHeaders headers,
      InputStream body,
      @Context UriInfo uri,
      @Context SecurityContext security)
      throws IOException {
    workflows.get(workflow);
    CreateRequest request = CreateRequest.parse(RequestBody.read(headers, body));
    Created created = instances.create(new NewInstances(instances, workflow, security).of(request));
    URI location =
        uri.getBaseUriBuilder()
            .path("workflows/{workflow}/instances/{id}")
            .build(workflow, created.instance().key().id());
    return Response.status(created.existing() ? Response.Status.OK : Response.Status.CREATED)
        .location(location)
        .entity(Json.bytes(InstanceWriter.created(created)))
        .build();
  }

  /**
   * Lists instances.
   *
   * @param workflow name of the workflow
   * @param uri with the filters
   * @return a page
   */
  @GET
  @Parameter(
      in = ParameterIn.QUERY,
      name = "status",
      description = "statuses wanted, repeated or separated by commas; all when left out",
      explode = Explode.FALSE,
      style = ParameterStyle.FORM,
      array = @ArraySchema(schema = @Schema(implementation = InstanceStatus.class)))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "createdFrom",
      description = "created at that time or later",
      schema = @Schema(type = "string", format = "date-time"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "createdTo",
      description = "created before that time",
      schema = @Schema(type = "string", format = "date-time"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "retrying",
      description = "true: only those with a step between two attempts",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "q",
      description = "text that the id contains, without control characters",
      schema = @Schema(type = "string"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "order",
      description = "newest first, or oldest first",
      schema =
          @Schema(
              type = "string",
              allowableValues = {"desc", "asc"},
              defaultValue = "desc"))
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
      content = @Content(schema = @Schema(implementation = PageView.class)))
  @Problems({ProblemType.WORKFLOW_NOT_FOUND})
  public byte[] list(@PathParam("workflow") String workflow, @Context UriInfo uri) {
    workflows.get(workflow);
    ListRequest request = new ListRequest(workflow, uri.getQueryParameters());
    return Json.bytes(
        InstanceWriter.page(
            instances.list(request.query()), request.limit(), request.isAscending()));
  }
}
