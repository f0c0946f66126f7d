package dev.holdfast.web.job;

import dev.holdfast.engine.job.BulkExport;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.JsonMembers;
import dev.holdfast.web.json.RequestBody;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.openapi.Takes;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.ExportBody;
import dev.holdfast.web.schema.JobView;
import dev.holdfast.web.security.Caller;
import dev.holdfast.web.security.Roles;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
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

/** Starts jobs that write instances, to be imported elsewhere; for admins. */
@RequestScoped
@Path("workflows/{workflow}/instances/export")
@Produces(MediaType.APPLICATION_JSON)
public class ExportResource {

  @Inject private JobService jobs;
  @Inject private WorkflowRegistry workflows;

  /**
   * Writes all instances that a filter chooses, with their journals.
   *
   * @param workflow name of the workflow
   * @param headers say what the body is
   * @param body says which instances
   * @param uri where the request went
   * @param security knows the caller
   * @return 202 with the job
   * @throws IOException when the body cannot be read
   */
  @POST
  @SecurityRequirement(name = "login", scopes = Roles.ADMIN)
  @ApiResponse(
      responseCode = "202",
      headers =
          @Header(
              name = "Location",
              description = "where the job is",
              schema = @Schema(type = "string", format = "uri")),
      content = @Content(schema = @Schema(implementation = JobView.Started.class)))
  @Problems({ProblemType.WORKFLOW_NOT_FOUND, ProblemType.JOB_ACTIVE})
  @Takes(ExportBody.class)
  public Response export(
      @PathParam("workflow") String workflow,
      @Context HttpHeaders headers,
      InputStream body,
      @Context UriInfo uri,
      @Context SecurityContext security)
      throws IOException {
    if (!security.isUserInRole(Roles.ADMIN)) {
      throw new ForbiddenException();
    }
    workflows.get(workflow);
    JsonMembers members =
        JsonMembers.ofBody(
            RequestBody.read(headers, body).orElse("{}"), "filter", "pause", "archived");
    BulkExport export =
        new BulkExport(
            BulkFilterRequest.parse(members),
            members.flag("pause").orElse(false),
            members.flag("archived").orElse(false));
    return JobWriter.accepted(uri, jobs.export(workflow, export, Caller.of(security)));
  }
}
