package dev.holdfast.web.openapi;

import dev.holdfast.web.problem.Problem;
import dev.holdfast.web.problem.ProblemType;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes the answers that are problem documents. */
final class AnsweredProblems {

  private AnsweredProblems() {}

  /**
   * Returns the answers.
   *
   * @param said the problems that belong to the call
   * @param call the call, its parameters and body included
   * @param needsLogin whether it is for users only
   * @return answers by status
   */
  static Map<String, ApiResponse> of(@Nullable Problems said, Operation call, boolean needsLogin) {
    Set<ProblemType> types = EnumSet.of(ProblemType.NOT_ACCEPTABLE, ProblemType.INTERNAL);
    if (said != null) {
      types.addAll(List.of(said.value()));
    }
    if (needsLogin) {
      types.addAll(
          List.of(
              ProblemType.LOGIN_REQUIRED,
              ProblemType.ACCESS_DENIED,
              ProblemType.LOGIN_THROTTLED,
              ProblemType.UNAVAILABLE));
    }
    for (Parameter parameter : Optional.ofNullable(call.getParameters()).orElse(List.of())) {
      if (!parameter.getIn().equals("path")) {
        types.add(ProblemType.REQUEST_INVALID);
      } else if (parameter.getName().equals("id")) {
        types.add(ProblemType.INVALID_INSTANCE_ID);
      }
    }
    if (call.getRequestBody() != null) {
      types.addAll(
          List.of(
              ProblemType.REQUEST_INVALID,
              ProblemType.UNKNOWN_MEMBER,
              ProblemType.TOO_LARGE,
              ProblemType.UNSUPPORTED_MEDIA_TYPE));
    }
    return types.stream()
        .collect(
            Collectors.groupingBy(
                type -> String.valueOf(type.status()),
                TreeMap::new,
                Collectors.collectingAndThen(Collectors.toList(), AnsweredProblems::answer)));
  }

  private static ApiResponse answer(List<ProblemType> types) {
    List<Object> codes = new ArrayList<>();
    types.forEach(type -> codes.add(type.code()));
    String description =
        types.stream()
            .map(type -> "`%s`: %s".formatted(type.code(), type.title()))
            .collect(Collectors.joining("\n\n"));
    Schema<Object> code = new JsonSchema();
    code.setEnum(codes);
    Schema<Object> schema = new JsonSchema();
    schema.set$ref("#/components/schemas/ProblemView");
    schema.addProperty("code", code);
    ApiResponse answer =
        new ApiResponse()
            .description(description)
            .content(
                new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(schema)));
    if (Set.of(429, 503).contains(types.get(0).status())) {
      answer.addHeaderObject(
          "Retry-After",
          new Header()
              .description("whole seconds to wait at the least")
              .schema(new JsonSchema().types(Set.of("integer"))));
    }
    return answer;
  }
}
