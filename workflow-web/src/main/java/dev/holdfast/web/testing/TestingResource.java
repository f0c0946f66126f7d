package dev.holdfast.web.testing;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.probe.Introspection;
import dev.holdfast.engine.probe.Modification;
import dev.holdfast.engine.probe.TestAccess;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.RequestBody;
import dev.holdfast.web.security.Roles;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
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

/** Is what a test's introspector talks to. For the role admin, and in test mode only. */
@RequestScoped
@Path("testing/workflows/{workflow}")
@Produces(MediaType.APPLICATION_JSON)
@Hidden
public class TestingResource {

  @Inject private TestAccess access;
  @Inject private WorkflowRegistry workflows;
  @Context private SecurityContext security;

  /**
   * Changes what goes on in an instance.
   *
   * @param workflow name of the workflow
   * @param id id of the instance, which may be created later
   * @param headers say what the body is
   * @param body the modifications
   * @throws IOException when the body cannot be read
   */
  @POST
  @Path("instances/{id}/modifications")
  public void modify(
      @PathParam("workflow") String workflow,
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      InputStream body)
      throws IOException {
    introspection().modify(new InstanceKey(workflow, id), read(workflow, headers, body));
  }

  /**
   * Erases an instance and what was to go differently.
   *
   * @param workflow name of the workflow
   * @param id id of the instance; need not exist
   */
  @DELETE
  @Path("instances/{id}")
  public void erase(@PathParam("workflow") String workflow, @PathParam("id") String id) {
    introspection().erase(new InstanceKey(workflow, id));
  }

  /**
   * Begins to watch the instances that are created from now on.
   *
   * @param workflow name of the workflow
   */
  @POST
  @Path("introspection")
  public void open(@PathParam("workflow") String workflow) {
    introspection().open(workflow);
  }

  /**
   * Changes what goes on in instances that are created from now on.
   *
   * @param workflow name of the workflow
   * @param headers say what the body is
   * @param body the modifications
   * @throws IOException when the body cannot be read
   */
  @POST
  @Path("introspection/modifications")
  public void modifyAll(
      @PathParam("workflow") String workflow, @Context HttpHeaders headers, InputStream body)
      throws IOException {
    introspection().modifyAll(workflow, read(workflow, headers, body));
  }

  /**
   * Lists the instances created since the watch began.
   *
   * @param workflow name of the workflow
   * @return their ids, in order of creation
   */
  @GET
  @Path("introspection/instances")
  public byte[] instances(@PathParam("workflow") String workflow) {
    JsonArrayBuilder ids = Json.array();
    introspection().instances(workflow).forEach(key -> ids.add(key.id()));
    return Json.bytes(Json.object().array("items", ids).build());
  }

  /**
   * Erases those instances and what was to go differently.
   *
   * @param workflow name of the workflow
   */
  @DELETE
  @Path("introspection")
  public void close(@PathParam("workflow") String workflow) {
    introspection().close(workflow);
  }

  private Introspection introspection() {
    Introspection introspection = access.introspection().orElseThrow(NotFoundException::new);
    if (!security.isUserInRole(Roles.ADMIN)) {
      throw new WorkflowException(
          "access.denied", "Introspection is for the role admin: it can erase instances.");
    }
    return introspection;
  }

  private List<Modification> read(String workflow, HttpHeaders headers, InputStream body)
      throws IOException {
    return ModificationsBody.parse(
        RequestBody.read(headers, body), workflows.get(workflow).loader());
  }
}
