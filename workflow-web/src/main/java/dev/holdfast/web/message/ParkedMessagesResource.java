package dev.holdfast.web.message;

import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.security.Caller;
import dev.holdfast.web.security.Roles;
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
  public void delete(@PathParam("messageId") String id, @Context SecurityContext security) {
    messages.delete(id, Caller.of(security));
  }
}
