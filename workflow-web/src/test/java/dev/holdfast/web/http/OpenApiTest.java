package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.web.openapi.ApiContract;
import dev.holdfast.web.problem.ProblemType;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.core.util.Yaml31;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That answers are as described is checked by every other test here: see ContractFilter. */
class OpenApiTest {

  @RegisterExtension private final RestServer server = new RestServer();

  private final ApiContract contract = ApiContract.ofSources();

  @Test
  void describesEveryPathAndMethodThatAnswersAndNoOther() {
    Set<String> answering =
        ApiContract.resources().stream()
            .filter(type -> !type.getPackageName().endsWith(".testing"))
            .map(Resource::from)
            .flatMap(resource -> calls(resource, ""))
            .collect(Collectors.toCollection(TreeSet::new));
    // A sub-resource, which is not looked into above.
    answering.add("get /workflows/{workflow}/instances/{id}/subscribe");

    Set<String> described = new TreeSet<>();
    contract
        .document()
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(verb -> described.add(verb + " " + path.getKey())));
    assertThat(described).isEqualTo(answering);
  }

  @Test
  void servesWhatTheBuildHasMade() throws Exception {
    JsonNode json = Json31.mapper().readTree(server.request().get("/openapi.json").asString());
    JsonNode yaml = Yaml31.mapper().readTree(server.request().get("/openapi.yaml").asString());

    assertThat(json.get("paths")).isEqualTo(contract.document().get("paths"));
    assertThat(json.get("components")).isEqualTo(contract.document().get("components"));
    assertThat(yaml).isEqualTo(json);
    server
        .request()
        .get("/openapi.json")
        .then()
        .contentType("application/json")
        .body("openapi", startsWith("3.1"))
        .body("servers[0].url", equalTo("../api"));
  }

  @Test
  void describesEveryCallItsParametersAndItsAnswers() {
    List<String> bare = new ArrayList<>();
    contract
        .document()
        .get("paths")
        .forEach(
            path ->
                path.forEach(
                    call -> {
                      String name = call.get("operationId").asText();
                      if (call.path("summary").asText().isBlank()) {
                        bare.add(name);
                      }
                      call.path("parameters")
                          .forEach(it -> addIfBare(bare, name + " " + it.get("name"), it));
                      call.get("responses")
                          .properties()
                          .forEach(it -> addIfBare(bare, name + " " + it.getKey(), it.getValue()));
                    }));
    contract
        .document()
        .at("/components/schemas")
        .properties()
        .forEach(
            schema -> {
              addIfBare(bare, schema.getKey(), schema.getValue());
              schema
                  .getValue()
                  .get("properties")
                  .properties()
                  .forEach(
                      it -> addIfBare(bare, schema.getKey() + "." + it.getKey(), it.getValue()));
            });
    assertThat(bare).isEmpty();
  }

  @Test
  void givesEveryCallItsOwnName() {
    List<String> names = new ArrayList<>();
    contract
        .document()
        .get("paths")
        .forEach(path -> path.forEach(call -> names.add(call.get("operationId").asText())));

    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(20);
  }

  @Test
  void givesExamplesThatFit() {
    List<String> given = new ArrayList<>();
    contract
        .document()
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("examples")
                    .forEach(
                        example -> {
                          given.add(schema.getKey());
                          String pointer = "/components/schemas/" + schema.getKey();
                          assertThat(contract.violations(pointer, example.toString())).isEmpty();
                        }));
    assertThat(given).contains("CreateBody", "BatchBody", "ControlBody", "ProblemView");
  }

  @Test
  void namesEveryCodeThatAnswersMayCarry() {
    Set<String> named =
        contract.document().findValues("enum").stream()
            .flatMap(words -> StreamSupport.stream(words.spliterator(), false))
            .map(JsonNode::asText)
            .collect(Collectors.toSet());

    Set<String> missing =
        Stream.of(ProblemType.values())
            .map(ProblemType::code)
            .filter(code -> !named.contains(code))
            .collect(Collectors.toCollection(TreeSet::new));
    // Those of paths and methods that nobody describes.
    assertThat(missing).isSubsetOf("request.method_not_allowed", "request.path_not_found");
  }

  private static void addIfBare(List<String> bare, String name, JsonNode described) {
    if (described.path("description").asText().isBlank()) {
      bare.add(name);
    }
  }

  private static Stream<String> calls(Resource resource, String base) {
    String path = (base + "/" + resource.getPath()).replaceAll("/+", "/");
    String shown = path.replaceAll("\\{\\s*(\\w+)[^}]*}", "{$1}").replaceAll("(?<=.)/$", "");
    return Stream.concat(
        resource.getResourceMethods().stream()
            .map(method -> method.getHttpMethod().toLowerCase(java.util.Locale.ROOT) + " " + shown),
        resource.getChildResources().stream().flatMap(child -> calls(child, path)));
  }
}
