package dev.holdfast.web.instance;

import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogType;
import dev.holdfast.web.json.QueryText;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads which records of a log a caller wants. */
final class SubscribeRequest {

  /** The largest whole number that every JSON reader keeps exactly. */
  private static final long LARGEST = (1L << 53) - 1;

  private SubscribeRequest() {}

  /**
   * Reads what the header and the query say. A browser that comes back repeats its first query, so
   * the header counts more, unless it is blank.
   *
   * @param lastEventId header {@code Last-Event-ID}
   * @param cursor in the query
   * @param types in the query, separated by commas
   * @return what is wanted
   * @throws dev.holdfast.api.InvalidRequestException when one breaks its rule
   */
  static LogSelection parse(
      Optional<String> lastEventId, Optional<String> cursor, Optional<String> types) {
    long after =
        lastEventId
            .filter(text -> !text.isBlank())
            .map(text -> id("Last-Event-ID", text))
            .or(() -> cursor.map(text -> id("cursor", text)))
            .orElse(0L);
    return new LogSelection(after, types.map(SubscribeRequest::types).orElse(Set.of()));
  }

  private static long id(String name, String text) {
    String expected = "the eventId of a record, or 0";
    try {
      long id = Long.parseLong(text);
      if (id < 0 || id > LARGEST) {
        throw QueryText.invalid(name, expected, text);
      }
      return id;
    } catch (NumberFormatException e) {
      throw QueryText.invalid(name, expected, text);
    }
  }

  private static Set<LogType> types(String text) {
    Set<LogType> types = EnumSet.noneOf(LogType.class);
    for (String name : text.split(",", -1)) {
      types.add(
          LogType.find(name.strip())
              .orElseThrow(
                  () ->
                      QueryText.invalid(
                          "types",
                          "names such as step_completed, separated by commas, of "
                              + Arrays.stream(LogType.values()).map(LogType::wireName).toList(),
                          name)));
    }
    return types;
  }
}
