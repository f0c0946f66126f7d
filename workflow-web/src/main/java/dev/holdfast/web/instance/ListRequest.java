package dev.holdfast.web.instance;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.web.json.QueryText;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Is a request for a page of instances.
 *
 * @param workflow name of the workflow
 * @param parameters the query of the request; empty ones count as left out
 */
record ListRequest(String workflow, MultivaluedMap<String, String> parameters) {

  static final int MOST = 500;

  private static final int USUAL = 50;

  /**
   * Returns how many instances the page may have.
   *
   * @return 1 to 500, 50 when nothing is said
   * @throws dev.holdfast.api.InvalidRequestException for anything else
   */
  int limit() {
    return find("limit").map(text -> QueryText.number("limit", text, 1, MOST)).orElse(USUAL);
  }

  /**
   * Returns what to ask the engine for: one instance more than the page may have, which tells
   * whether another page follows.
   *
   * @return the query
   * @throws dev.holdfast.api.InvalidRequestException when a parameter breaks its rule
   */
  InstanceQuery query() {
    boolean ascending = isAscending();
    InstanceQuery query =
        new InstanceQuery(
            workflow,
            statuses(),
            find("createdFrom").map(text -> QueryText.time("createdFrom", text)),
            find("createdTo").map(text -> QueryText.time("createdTo", text)),
            find("q").map(ListRequest::checkedText),
            ascending,
            find("cursor").map(text -> after(text, ascending)),
            limit() + 1);
    return isRetrying() ? query.onlyRetrying() : query;
  }

  private boolean isRetrying() {
    String text = find("retrying").orElse("false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw QueryText.invalid("retrying", "true or false", text);
    };
  }

  /**
   * Tells the order.
   *
   * @return true for oldest first
   * @throws dev.holdfast.api.InvalidRequestException when it is neither asc nor desc
   */
  boolean isAscending() {
    String order = find("order").orElse("desc");
    return switch (order) {
      case "asc" -> true;
      case "desc" -> false;
      default -> throw QueryText.invalid("order", "asc or desc", order);
    };
  }

  private Set<InstanceStatus> statuses() {
    List<String> texts = parameters.getOrDefault("status", List.of());
    return texts.stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .filter(name -> !name.isEmpty())
        .map(ListRequest::status)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static InstanceStatus status(String name) {
    return InstanceStatus.find(name)
        .orElseThrow(
            () ->
                QueryText.invalid(
                    "status",
                    Arrays.stream(InstanceStatus.values())
                        .map(InstanceStatus::wireName)
                        .collect(Collectors.joining(", ", "one of ", "")),
                    name));
  }

  private static Long after(String text, boolean ascending) {
    Cursor cursor = Cursor.parse(text);
    if (cursor.ascending() != ascending) {
      throw QueryText.invalid("cursor", "of a list in the same order", text);
    }
    return cursor.after();
  }

  private static String checkedText(String text) {
    // No id has one, and databases refuse some of them.
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw QueryText.invalid("q", "a text without control characters", text);
    }
    return text;
  }

  private Optional<String> find(String name) {
    @Nullable String text = parameters.getFirst(name);
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }
}
