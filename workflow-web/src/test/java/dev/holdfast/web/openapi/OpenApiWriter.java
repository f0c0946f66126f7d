package dev.holdfast.web.openapi;

import dev.holdfast.web.RestApplication;
import dev.holdfast.web.schema.LogEntryView;
import dev.holdfast.web.schema.ProblemView;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtensions;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the description of the API; the build runs it. */
public final class OpenApiWriter {

  /** Those of OpenAPI 3.1, and those that the library takes for some parameters. */
  private static final List<ModelConverters> CONVERTERS =
      List.of(ModelConverters.getInstance(true), ModelConverters.getInstance(false));

  private OpenApiWriter() {}

  /**
   * Writes the description.
   *
   * @param arguments folder of the sources, folder to write to, version
   * @throws IOException when a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    OpenAPI description = describe(java.nio.file.Path.of(arguments[0]), arguments[2]);
    java.nio.file.Path folder = java.nio.file.Path.of(arguments[1]);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("openapi.json"), Json31.pretty(description) + "\n");
    Files.writeString(folder.resolve("openapi.yaml"), Yaml31.pretty(description));
  }

  /**
   * Describes the API.
   *
   * @param sources folder of the sources
   * @param version version of the API
   * @return what {@link #main} writes
   * @throws IOException when a source cannot be read
   */
  static OpenAPI describe(java.nio.file.Path sources, String version) throws IOException {
    SourceComments comments = SourceComments.read(sources);
    RecordConverter records = new RecordConverter(comments);
    OperationExtension operations = new OperationExtension(comments);
    CONVERTERS.forEach(it -> it.addConverter(records));
    OpenAPIExtensions.getExtensions().add(0, operations);
    try {
      OpenAPI description =
          new Reader(new SwaggerConfiguration().openAPI(beginning(version)).openAPI31(true))
              .read(resources());
      for (Class<?> type : List.of(LogEntryView.class, ProblemView.class)) {
        ModelConverters.getInstance(true)
            .readAll(new AnnotatedType(type))
            .forEach(description.getComponents()::addSchemas);
      }
      operations.complete(description);
      description
          .getComponents()
          .setSchemas(new TreeMap<>(description.getComponents().getSchemas()));
      Paths paths = new Paths();
      new TreeMap<>(description.getPaths()).forEach(paths::addPathItem);
      description.setPaths(paths);
      return description;
    } finally {
      CONVERTERS.forEach(it -> it.removeConverter(records));
      OpenAPIExtensions.getExtensions().remove(operations);
    }
  }

  /** Returns the resources of this archive, the samples' left out. */
  static Set<Class<?>> resources() {
    return new RestApplication()
        .getClasses().stream()
            .filter(type -> type.isAnnotationPresent(Path.class))
            .filter(type -> type.getName().startsWith("dev.holdfast.web."))
            .sorted(Comparator.comparing(Class::getName))
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static OpenAPI beginning(String version) {
    return new OpenAPI(SpecVersion.V31)
        .openapi("3.1.0")
        .info(
            new Info()
                .title("Holdfast")
                .version(version)
                .description(
                    """
                    Workflows and their instances. JSON in UTF-8 in and out, times in ISO 8601 in UTC. \
                    Every error is a problem document whose `code` never changes. A body may have 1 MiB. \
                    Clients ignore members of answers that they do not know; members of requests that \
                    the server does not know are refused."""))
        // Relative to this document: whatever the server's name and the context root are.
        .servers(List.of(new Server().url("../api").description("this server")))
        .components(
            new Components()
                .addSecuritySchemes(
                    OperationExtension.LOGIN,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("basic")
                        .description(
                            "A user with one of the roles viewer, starter, operator, admin; each"
                                + " includes those before it. A call names the least role it needs.")));
  }
}
