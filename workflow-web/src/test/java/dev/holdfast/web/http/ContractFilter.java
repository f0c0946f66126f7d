package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.web.openapi.ApiContract;
import dev.holdfast.web.openapi.ApiContract.Call;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets no test get an answer that the description of the API does not describe, nor send a body of
 * which server and description think differently.
 */
final class ContractFilter implements Filter {

  private static final Set<Integer> PLATFORM = Set.of(404, 405, 406);
  private static final String PROBLEM = "/components/schemas/ProblemView";

  private final ApiContract contract = ApiContract.ofSources();

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification response,
      FilterContext context) {
    Response answer = context.next(request, response);
    String path = URI.create(request.getURI()).getRawPath().replaceFirst("^/holdfast/api", "");
    if (!path.startsWith("/testing/")) { // answers in test mode only
      Optional<Call> call = contract.find(request.getMethod(), path);
      if (call.isPresent()) {
        checkAnswer(call.get(), answer);
        checkBody(call.get(), request.getBody(), answer);
      } else {
        assertThat(answer.statusCode()).as("nobody describes %s", path).isIn(PLATFORM);
        assertThat(contract.violations(PROBLEM, answer.asString())).isEmpty();
      }
    }
    return answer;
  }

  private void checkAnswer(Call call, Response answer) {
    int status = answer.statusCode();
    String described = call.pointer() + "/responses/" + status;
    assertThat(contract.document().at(described).isMissingNode())
        .as("%s answers %d: %s", call.pointer(), status, answer.asString())
        .isFalse();
    if (answer.asByteArray().length == 0) {
      assertThat(contract.document().at(described + "/content").isMissingNode())
          .as("%s answers %d with nothing", call.pointer(), status)
          .isTrue();
      return;
    }
    String type = answer.contentType().replaceAll(";.*", "");
    String content = described + "/content/" + ApiContract.escaped(type);
    assertThat(contract.document().at(content).isMissingNode())
        .as("%s answers %d as %s", call.pointer(), status, type)
        .isFalse();
    if (type.endsWith("/json") || type.endsWith("+json")) {
      String json = new String(answer.asByteArray(), StandardCharsets.UTF_8);
      assertThat(contract.violations(content + "/schema", json))
          .as("%s %d: %s", call.pointer(), status, json)
          .isEmpty();
    }
  }

  private void checkBody(Call call, @Nullable Object body, Response answer) {
    String schema = call.pointer() + "/requestBody/content/application~1json/schema";
    if (!(body instanceof String text)
        || text.isBlank()
        || contract.document().at(schema).isMissingNode()) {
      return;
    }
    if (answer.statusCode() < 300) {
      assertThat(contract.violations(schema, text)).as("taken: %s", text).isEmpty();
    } else if (answer.asString().contains("request.unknown_member")) {
      assertThat(contract.violations(schema, text)).as("not taken: %s", text).isNotEmpty();
    }
  }
}
