package dev.holdfast.web.metrics;

import dev.holdfast.access.Gate;
import dev.holdfast.engine.port.MetricsExport;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers scrapers, whatever of the formats of Prometheus they would rather have. */
@RequestScoped
@Path("metrics")
public class MetricsResource {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  @Inject private MetricsExport metrics;
  @Inject private Gate gate;

  /**
   * Shows what was measured on this server, and the numbers of all servers together.
   *
   * @return the metrics
   */
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_PLAIN,
              schema = @Schema(implementation = String.class)))
  public Response metrics() {
    gate.viewer();
    return Response.ok(metrics.prometheus().getBytes(StandardCharsets.UTF_8), TEXT).build();
  }
}
