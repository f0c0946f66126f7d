package dev.holdfast.samples.kitchen;

import dev.holdfast.api.InvalidRequestException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists what the bodies of a kitchen-sink instance did. */
@RequestScoped
@Path("samples/effects")
@Produces(MediaType.APPLICATION_JSON)
public class EffectsResource {

  @Inject private Effects effects;

  /**
   * Lists the effects of an instance in order.
   *
   * @param instance id of the instance
   * @return its effects; none for an instance that is not known
   * @throws InvalidRequestException {@code request.invalid} when no instance is named
   */
  @GET
  public List<Effect> effects(@QueryParam("instance") @Nullable String instance) {
    if (instance == null || instance.isEmpty()) {
      throw new InvalidRequestException(
          "request.invalid", "instance is missing: name one as in ?instance=my-instance");
    }
    return effects.list(instance);
  }
}
