package dev.holdfast.web.openapi;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Serves the description of the API, as the build has made it. */
@Path("")
public class OpenApiResource {

  /** Makes the resource; it keeps nothing. */
  public OpenApiResource() {}

  /**
   * Describes this API as JSON.
   *
   * @return a document of OpenAPI 3.1
   * @throws IOException when it cannot be read
   */
  @GET
  @Path("openapi.json")
  @Produces("application/json")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(schema = @Schema(type = "object", additionalPropertiesSchema = Object.class)))
  public byte[] json() throws IOException {
    return read("openapi.json");
  }

  /**
   * Describes this API as YAML.
   *
   * @return a document of OpenAPI 3.1
   * @throws IOException when it cannot be read
   */
  @GET
  @Path("openapi.yaml")
  @Produces("application/yaml")
  @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "string")))
  public byte[] yaml() throws IOException {
    return read("openapi.yaml");
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream document =
        Objects.requireNonNull(
            OpenApiResource.class.getResourceAsStream(name), "The build makes " + name)) {
      return document.readAllBytes();
    }
  }
}
