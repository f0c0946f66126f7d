package dev.holdfast.web.console;

import java.util.List;

/**
 * Is something to tell the viewer, still without language and time zone.
 *
 * @param key names the text in the resource bundle
 * @param values what goes into it: texts, whole numbers, points in time, durations, sentences
 */
public record Sentence(String key, List<Object> values) {

  /** Copies the list. */
  public Sentence {
    values = List.copyOf(values);
  }

  /**
   * Makes a sentence.
   *
   * @param key names the text in the resource bundle
   * @param values what goes into it
   * @return the sentence
   */
  public static Sentence of(String key, Object... values) {
    return new Sentence(key, List.of(values));
  }
}
