package dev.holdfast.web.job;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.RequestBody;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.openapi.Takes;
import dev.holdfast.web.problem.ProblemType;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts jobs that create instances; for admins. */
@RequestScoped
@Path("workflows/{workflow}/instances/import")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

  private static final Map<String, ImportFormat> FORMATS =
      Map.of(
          "application/x-ndjson", ImportFormat.NDJSON,
          "application/ndjson", ImportFormat.NDJSON,
          "application/jsonl", ImportFormat.NDJSON,
          "text/csv", ImportFormat.CSV);

  @Inject private JobService jobs;
  @Inject private WorkflowRegistry workflows;

  /**
   * Creates an instance for each line of an upload of any length.
   *
   * @param workflow name of the workflow
   * @param headers say how it is written
   * @param body the upload
   * @param uri where the request went
   * @param security knows the caller
   * @return 202 with the job
   * @throws IOException when the upload cannot be read
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
  @Takes(
      value = String.class,
      types = {"application/x-ndjson", "application/ndjson", "application/jsonl", "text/csv"})
  public Response load(
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
    ImportFormat format = format(headers.getMediaType());
    return JobWriter.accepted(uri, jobs.load(workflow, format, body, Caller.of(security)));
  }

  private static ImportFormat format(@Nullable MediaType type) {
    return Optional.ofNullable(type)
        .filter(ImportResource::isUtf8)
        .map(it -> FORMATS.get((it.getType() + "/" + it.getSubtype()).toLowerCase(Locale.ROOT)))
        .orElseThrow(
            () ->
                new WorkflowException(
                    RequestBody.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type of an import must be application/x-ndjson or text/csv in UTF-8, was %s."
                        .formatted(type == null ? "not given" : type)));
  }

  private static boolean isUtf8(MediaType type) {
    @Nullable String charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
    return charset == null || charset.equalsIgnoreCase("utf-8");
  }
}
