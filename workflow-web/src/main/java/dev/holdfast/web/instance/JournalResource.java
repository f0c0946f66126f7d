package dev.holdfast.web.instance;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.json.JournalJson;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.problem.ProblemType;
import dev.holdfast.web.schema.JournalView;
import dev.holdfast.web.security.Roles;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;

/** Exports the journal of an instance, to be replayed in a test. */
@RequestScoped
@Path("workflows/{workflow}/instances/{id}/journal")
@Produces(MediaType.APPLICATION_JSON)
public class JournalResource {

  private static final JournalJson JSON = new JournalJson();

  @Inject private InstanceService instances;
  @Inject private WorkflowRegistry workflows;

  /**
   * Exports the journal.
   *
   * @param workflow name of the workflow
   * @param id id of the instance
   * @param security knows whether the caller is an operator: the journal has stack traces
   * @return everything stored; results of sensitive steps are left out
   */
  @GET
  @SecurityRequirement(name = "login", scopes = Roles.OPERATOR)
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = JournalView.class)))
  @Problems({ProblemType.WORKFLOW_NOT_FOUND, ProblemType.INSTANCE_NOT_FOUND})
  public byte[] journal(
      @PathParam("workflow") String workflow,
      @PathParam("id") String id,
      @Context SecurityContext security) {
    if (!security.isUserInRole(Roles.OPERATOR)) {
      throw new WorkflowException(
          "access.denied", "Journals are for the role operator: they have stack traces.");
    }
    workflows.get(workflow);
    return JSON.write(instances.journal(new InstanceKey(workflow, id)))
        .getBytes(StandardCharsets.UTF_8);
  }
}
