package dev.holdfast.jpa;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Says SQL in other words, by patterns that are replaced one after the other. Thread-safe once all
 * are known; remembers what it has said, so the SQL must be of a bounded number of texts.
 */
final class Wording {

  private final Map<Pattern, String> words = new LinkedHashMap<>();
  private final Map<String, String> said = new ConcurrentHashMap<>();

  /** Adds a pattern and what takes its place, {@code $1} being its first group. */
  Wording say(String pattern, String replacement) {
    words.put(Pattern.compile(pattern), replacement);
    return this;
  }

  /** Returns the SQL in other words. */
  String of(String sql) {
    return said.computeIfAbsent(sql, this::replace);
  }

  private String replace(String sql) {
    String result = sql;
    for (Map.Entry<Pattern, String> word : words.entrySet()) {
      result = word.getKey().matcher(result).replaceAll(word.getValue());
    }
    return result;
  }
}
