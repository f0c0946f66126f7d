package dev.holdfast.engine.model;

import dev.holdfast.api.ErrorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the data of a {@link LogRecord}: a JSON object of texts, numbers, lists and errors. */
public final class LogData {

  /** Nothing. */
  public static final LogData NONE = new LogData(List.of());

  private final List<String> members;

  private LogData(List<String> members) {
    this.members = members;
  }

  /**
   * Adds a text.
   *
   * @param name name of the member
   * @param value its value
   * @return the new data
   */
  public LogData and(String name, String value) {
    return with(name, quoted(value));
  }

  /**
   * Adds a number.
   *
   * @param name name of the member
   * @param value its value
   * @return the new data
   */
  public LogData and(String name, long value) {
    return with(name, Long.toString(value));
  }

  /**
   * Adds a list of texts.
   *
   * @param name name of the member
   * @param values its values
   * @return the new data
   */
  public LogData and(String name, List<String> values) {
    return with(
        name, values.stream().map(LogData::quoted).collect(Collectors.joining(",", "[", "]")));
  }

  /**
   * Adds an error, named {@code error}.
   *
   * @param error the error
   * @return the new data
   */
  public LogData and(ErrorInfo error) {
    LogData parts = NONE.and("name", error.name()).and("message", error.message());
    String code = error.code();
    return with("error", (code == null ? parts : parts.and("code", code)).object());
  }

  @Nullable String json() {
    return members.isEmpty() ? null : object();
  }

  private String object() {
    return "{" + String.join(",", members) + "}";
  }

  private LogData with(String name, String json) {
    List<String> more = new ArrayList<>(members);
    more.add(quoted(name) + ":" + json);
    return new LogData(List.copyOf(more));
  }

  /** Escapes whatever JSON or a database could take amiss. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
