package dev.holdfast.web.job;

import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.port.JobStore.Place;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.PlaceText;
import dev.holdfast.web.json.QueryText;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.JobView;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;

/** Shows jobs, stops them and lets them go on. */
@RequestScoped
@Path("jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {

  private static final int MOST = 500;
  private static final int USUAL = 50;
  private static final int PROBLEMS = 1_000;

  @Inject private JobService jobs;

  /**
   * Lists jobs, newest first.
   *
   * @param uri with limit and cursor
   * @return a page
   */
  @GET
  @Parameter(
      in = ParameterIn.QUERY,
      name = "limit",
      description = "how many the page may have",
      schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "cursor",
      description = "nextCursor of the page before",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = JobView.Page.class)))
  public byte[] list(@Context UriInfo uri) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    int limit =
        find(query, "limit").map(text -> QueryText.number("limit", text, 1, MOST)).orElse(USUAL);
    return Json.bytes(JobWriter.page(jobs.list(after(query), limit + 1), limit));
  }

  /**
   * Shows a job.
   *
   * @param id its id
   * @return the job with what has failed in it
   */
  @GET
  @Path("{jobId}")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @Problems({ProblemType.JOB_NOT_FOUND})
  public byte[] get(@PathParam("jobId") String id) {
    return Json.bytes(JobWriter.whole(jobs.get(id), jobs.problems(id, PROBLEMS)));
  }

  /**
   * Reads what an export has written. GET is open to viewers, this is for admins: it holds results
   * of sensitive steps in the clear.
   *
   * @param id id of the job
   * @param security knows the caller
   * @return the lines, as they come out of the database
   */
  @GET
  @Path("{jobId}/output")
  @Produces("application/x-ndjson")
  @SecurityRequirement(name = "login", scopes = Roles.ADMIN)
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/x-ndjson",
              schema = @Schema(type = "string", description = "an exported instance in each line")))
  @Problems({ProblemType.JOB_NOT_FOUND, ProblemType.JOB_ILLEGAL_STATUS})
  public Response output(@PathParam("jobId") String id, @Context SecurityContext security) {
    if (!security.isUserInRole(Roles.ADMIN)) {
      throw new ForbiddenException();
    }
    InputStream lines = jobs.output(id);
    StreamingOutput output =
        out -> {
          try (lines) {
            lines.transferTo(out);
          }
        };
    return Response.ok(output)
        .header("Content-Disposition", "attachment; filename=\"" + id + ".ndjson\"")
        .build();
  }

  /**
   * Stops a job.
   *
   * @param id its id
   * @param security knows the caller
   * @return the job as it is now
   */
  @DELETE
  @Path("{jobId}")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @Problems({ProblemType.JOB_NOT_FOUND, ProblemType.JOB_ILLEGAL_STATUS})
  public byte[] stop(@PathParam("jobId") String id, @Context SecurityContext security) {
    return Json.bytes(JobWriter.line(jobs.stop(id, Caller.of(security))));
  }

  /**
   * Lets a job go on that was stopped or has failed. POST is open to starters, this is for admins.
   *
   * @param id its id
   * @param security knows the caller
   * @return the job as it is now
   */
  @POST
  @Path("{jobId}/restart")
  @SecurityRequirement(name = "login", scopes = Roles.ADMIN)
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @Problems({ProblemType.JOB_NOT_FOUND, ProblemType.JOB_ILLEGAL_STATUS, ProblemType.JOB_ACTIVE})
  public byte[] restart(@PathParam("jobId") String id, @Context SecurityContext security) {
    if (!security.isUserInRole(Roles.ADMIN)) {
      throw new ForbiddenException();
    }
    return Json.bytes(JobWriter.line(jobs.restart(id, Caller.of(security))));
  }

  private static Optional<Place> after(MultivaluedMap<String, String> query) {
    return find(query, "cursor").map(text -> PlaceText.parse(text, Place::new));
  }

  private static Optional<String> find(MultivaluedMap<String, String> query, String name) {
    return Optional.ofNullable(query.getFirst(name)).filter(text -> !text.isEmpty());
  }
}
