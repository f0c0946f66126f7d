package dev.holdfast.web.instance;

import dev.holdfast.api.BatchDeletion;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonMembers;
import dev.holdfast.web.json.RequestBody;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.openapi.Takes;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.DeleteBody;
import dev.holdfast.web.schema.DeletedView;
import dev.holdfast.web.security.Roles;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.ForbiddenException;
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

/** Deletes many instances by one call. */
@RequestScoped
@Path("workflows/{workflow}/instances/delete")
@Produces(MediaType.APPLICATION_JSON)
public class DeletionResource {

  @Inject private InstanceService instances;
  @Inject private WorkflowRegistry workflows;

  /**
   * Deletes instances; for admins, like every deletion.
   *
   * @param workflow name of the workflow
   * @param headers say what the body is
   * @param body names the ids
   * @param security knows the caller
   * @return the ids that are gone, and those that were not deleted
   * @throws IOException when the body cannot be read
   */
  @POST
  @SecurityRequirement(name = "login", scopes = Roles.ADMIN)
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DeletedView.class)))
  @Problems({ProblemType.WORKFLOW_NOT_FOUND, ProblemType.EMPTY_BATCH, ProblemType.LARGE_BATCH})
  @Takes(DeleteBody.class)
  public byte[] delete(
      @PathParam("workflow") String workflow,
      @Context HttpHeaders headers,
      InputStream body,
      @Context SecurityContext security)
      throws IOException {
    if (!security.isUserInRole(Roles.ADMIN)) {
      throw new ForbiddenException();
    }
    workflows.get(workflow);
    JsonMembers members = JsonMembers.ofBody(RequestBody.read(headers, body).orElse("{}"), "ids");
    List<String> ids =
        members.texts("ids").orElseThrow(() -> members.missing("ids", "a list of instance ids"));
    BatchDeletion deletion = instances.deleteBatch(workflow, ids);
    JsonArrayBuilder deleted = Json.array();
    deletion.deleted().forEach(id -> deleted.add(Json.object().text("id", id).build()));
    JsonArrayBuilder errors = Json.array();
    deletion.errors().stream().map(DeletionResource::error).forEach(errors::add);
    return Json.bytes(Json.object().array("deleted", deleted).array("errors", errors).build());
  }

  private static JsonValue error(BatchDeletion.Failure failure) {
    return Json.object()
        .text("id", failure.id())
        .text("code", failure.code())
        .text("message", failure.message())
        .build();
  }
}
