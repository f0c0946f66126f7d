package dev.holdfast.web.json;

import dev.holdfast.api.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.function.BiFunction;

/**
 * Writes places in lists that are ordered by a time, and by an id among equals, as texts that
 * callers hand back unread.
 */
public final class PlaceText {

  private static final String BETWEEN = " ";

  /** No id has it, and databases refuse it. */
  private static final char NUL = '\0';

  private PlaceText() {}

  /**
   * Writes a place.
   *
   * @param at time of the line at it
   * @param id id of that line
   * @return a text that stands in addresses as it is
   */
  public static String of(Instant at, Object id) {
    String content = at + BETWEEN + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a place.
   *
   * @param <P> what a place is
   * @param text as it was handed out
   * @param place makes it of time and id; may refuse an id by an {@link IllegalArgumentException}
   * @return the place
   * @throws InvalidRequestException when the text was not handed out
   */
  public static <P> P parse(String text, BiFunction<Instant, String, P> place) {
    try {
      String content = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = content.split(BETWEEN, 2);
      if (parts.length == 2 && parts[1].indexOf(NUL) < 0) {
        return place.apply(QueryText.time("cursor", parts[0]), parts[1]);
      }
    } catch (IllegalArgumentException | InvalidRequestException e) {
      // Refused below, like any other text.
    }
    throw QueryText.invalid("cursor", "the nextCursor of the page before", text);
  }
}
