package dev.holdfast.web.instance;

import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.RequestBody;
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
  public byte[] list(@PathParam("workflow") String workflow, @Context UriInfo uri) {
    workflows.get(workflow);
    ListRequest request = new ListRequest(workflow, uri.getQueryParameters());
    return Json.bytes(
        InstanceWriter.page(
            instances.list(request.query()), request.limit(), request.isAscending()));
  }
}
