package dev.holdfast.web.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.swagger.v3.core.util.Json31;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks requests and answers against the description of the API. It is stricter than the
 * description: members that are not described are errors.
 */
public final class ApiContract {

  private static final String ADDRESS = "https://holdfast.invalid/openapi.json";

  /**
   * Is a call that the description knows.
   *
   * @param pointer where it stands in the document, as a JSON pointer
   * @param path its path, with the names of parameters
   * @param node what stands there
   */
  public record Call(String pointer, String path, JsonNode node) {

    private boolean isFor(String requested) {
      StringBuilder pattern = new StringBuilder();
      for (String part : path.split("(?=\\{)|(?<=})", -1)) {
        pattern.append(part.startsWith("{") ? pattern(part) : Pattern.quote(part));
      }
      return requested.matches(pattern.toString());
    }

    /** Returns what stands for a parameter; names of steps and messages may have slashes. */
    private static String pattern(String parameter) {
      return parameter.equals("{name}") || parameter.equals("{messageId}") ? ".+" : "[^/]+";
    }

    private int literals() {
      return path.replaceAll("\\{[^}]*}", "").length();
    }
  }

  private final JsonNode document;
  private final List<Call> calls = new ArrayList<>();
  private final JsonSchemaFactory schemas;

  private ApiContract(JsonNode document) {
    this.document = document;
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        verb ->
                            calls.add(
                                new Call(
                                    "/paths/%s/%s".formatted(escaped(path.getKey()), verb.getKey()),
                                    path.getKey(),
                                    verb.getValue()))));
    JsonNode strict = document.deepCopy();
    strict.get("components").get("schemas").forEach(ApiContract::closed);
    String text = strict.toString();
    schemas =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, text))));
  }

  /**
   * Returns the contract as it stands in the sources.
   *
   * @return the contract, made once
   */
  public static ApiContract ofSources() {
    return Holder.CONTRACT;
  }

  /**
   * Returns the resources that are described.
   *
   * @return their classes, those of tests included
   */
  public static Set<Class<?>> resources() {
    return OpenApiWriter.resources();
  }

  /**
   * Returns the description.
   *
   * @return the whole document
   */
  public JsonNode document() {
    return document;
  }

  /**
   * Looks for a call.
   *
   * @param verb the method of HTTP
   * @param path the path behind the base, percent-encoded
   * @return the call; empty when the description does not know it
   */
  public Optional<Call> find(String verb, String path) {
    return calls.stream()
        .filter(call -> call.pointer().endsWith("/" + verb.toLowerCase(Locale.ROOT)))
        .filter(call -> call.isFor(path))
        .max(Comparator.comparingInt(Call::literals));
  }

  /**
   * Checks a text against a schema of the description.
   *
   * @param pointer where the schema stands in the document, as a JSON pointer
   * @param json the text
   * @return what is wrong; empty when it fits
   */
  public Set<String> violations(String pointer, String json) {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).locale(Locale.ROOT).build();
    return schemas
        .getSchema(SchemaLocation.of(ADDRESS + "#" + pointer), config)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(ValidationMessage::getMessage)
        .collect(Collectors.toSet());
  }

  /**
   * Writes a name as a part of a JSON pointer.
   *
   * @param name the name
   * @return the part
   */
  public static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static void closed(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.has("properties")) {
      // Problems are described with more members beside the reference.
      if (!object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
    }
  }

  /** Makes the contract at the first use. */
  private static final class Holder {

    private static final ApiContract CONTRACT = read();

    private static ApiContract read() {
      try {
        return new ApiContract(
            Json31.mapper()
                .readTree(Json31.pretty(OpenApiWriter.describe(Path.of("src/main/java"), "test"))));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
