package dev.holdfast.web.openapi;

import dev.holdfast.web.openapi.SourceComments.Comment;
import dev.holdfast.web.security.Roles;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.jaxrs2.ext.AbstractOpenAPIExtension;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtension;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.beans.Introspector;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Completes what the library has read of a call: texts, body, role, problems. */
final class OperationExtension extends AbstractOpenAPIExtension {

  static final String LOGIN = "login";

  private static final Map<String, String> USUAL_ROLES =
      Map.of(
          "GET", Roles.VIEWER,
          "POST", Roles.STARTER,
          "PATCH", Roles.OPERATOR,
          "DELETE", Roles.ADMIN);
  private static final Map<String, String> PATTERNS =
      Map.of(
          "workflow", "^[a-zA-Z0-9_][a-zA-Z0-9_-]{0,63}$",
          "id", "^[a-zA-Z0-9, */#_-]{1,271}$",
          "type", "^[a-zA-Z0-9_][a-zA-Z0-9_-]{0,99}$");

  private final SourceComments comments;
  private final IdentityHashMap<Operation, Method> methods = new IdentityHashMap<>();
  private final Map<String, String> saidElsewhere = new HashMap<>();

  OperationExtension(SourceComments comments) {
    this.comments = comments;
    OpenApiWriter.resources().stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .forEach(method -> parameters(method).forEach(saidElsewhere::putIfAbsent));
  }

  @Override
  public void decorateOperation(
      Operation operation, Method method, Iterator<OpenAPIExtension> chain) {
    methods.put(operation, method);
    super.decorateOperation(operation, method, chain);
  }

  /** Completes the description once everything has been read. */
  void complete(OpenAPI description) {
    description
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((verb, call) -> complete(description, path, verb, call)));
  }

  private void complete(
      OpenAPI description, String path, PathItem.HttpMethod verb, Operation call) {
    Method method = methods.get(call);
    Comment comment = comments.of(method);
    String type = method.getDeclaringClass().getSimpleName().replaceAll("Resource$", "");
    call.setOperationId(Introspector.decapitalize(type) + capitalized(method.getName()));
    String folder = method.getDeclaringClass().getPackageName();
    call.setTags(List.of(folder.substring(folder.lastIndexOf('.') + 1)));
    call.setSummary(comment.first().replaceAll("\\.$", ""));
    addParameters(call, parameters(method));
    addBody(description, call, method.getAnnotation(Takes.class));
    call.getResponses().remove("default");
    call.getResponses()
        .values()
        .forEach(
            answer -> {
              if (answer.getDescription() == null || answer.getDescription().isBlank()) {
                answer.setDescription(comment.returned());
              }
            });
    Optional<String> role = role(path, verb, call);
    call.setSecurity(
        role.map(it -> List.of(new SecurityRequirement().addList(LOGIN, it))).orElse(List.of()));
    call.setDescription(
        (comment.rest()
                + role.map("\n\nFor the role %s and those above."::formatted)
                    .orElse("\n\nNeeds no login."))
            .strip());
    AnsweredProblems.of(method.getAnnotation(Problems.class), call, role.isPresent())
        .forEach((status, answer) -> call.getResponses().addApiResponse(status, answer));
  }

  private static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private void addParameters(Operation call, Map<String, String> said) {
    for (Parameter parameter : Optional.ofNullable(call.getParameters()).orElse(List.of())) {
      if (parameter.getDescription() == null) {
        String name = parameter.getName();
        parameter.setDescription(said.getOrDefault(name, saidElsewhere.getOrDefault(name, "")));
      }
      @Nullable String pattern = PATTERNS.get(parameter.getName());
      if (parameter.getIn().equals("path") && pattern != null) {
        parameter.getSchema().setPattern(pattern);
      }
    }
  }

  private static void addBody(OpenAPI description, Operation call, @Nullable Takes takes) {
    call.setRequestBody(null);
    if (takes == null) {
      return;
    }
    ModelConverters.getInstance(true)
        .readAll(new AnnotatedType(takes.value()))
        .forEach(description.getComponents()::addSchemas);
    Schema<?> schema = body(takes.value());
    Content content = new Content();
    for (String type : takes.types()) {
      content.addMediaType(type, new MediaType().schema(schema));
    }
    call.setRequestBody(new RequestBody().required(!takes.optional()).content(content));
  }

  private static Schema<?> body(Class<?> type) {
    if (type == Object.class) {
      return new JsonSchema().description("any JSON");
    }
    if (type == String.class) {
      return new JsonSchema().types(Set.of("string")).description("one entry on each line");
    }
    return new JsonSchema().$ref("#/components/schemas/" + type.getSimpleName());
  }

  private static Optional<String> role(String path, PathItem.HttpMethod verb, Operation call) {
    if (path.startsWith("/health/")) {
      return Optional.empty();
    }
    return Optional.ofNullable(call.getSecurity()).stream()
        .flatMap(List::stream)
        .flatMap(it -> it.getOrDefault(LOGIN, List.of()).stream())
        .findFirst()
        .or(() -> Optional.ofNullable(USUAL_ROLES.get(verb.name())));
  }

  /** Returns what is said about the parameters of a method, by their names in requests. */
  private Map<String, String> parameters(Method method) {
    Map<String, String> said = new HashMap<>();
    Comment comment = comments.of(method);
    Annotation[][] annotations = method.getParameterAnnotations();
    for (int i = 0; i < annotations.length; i++) {
      for (Annotation annotation : annotations[i]) {
        @Nullable String name =
            annotation instanceof PathParam it
                ? it.value()
                : annotation instanceof QueryParam it
                    ? it.value()
                    : annotation instanceof HeaderParam it ? it.value() : null;
        if (name != null) {
          said.put(name, comment.parameter(i));
        }
      }
    }
    return said;
  }
}
