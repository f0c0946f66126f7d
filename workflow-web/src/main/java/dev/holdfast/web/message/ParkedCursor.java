package dev.holdfast.web.message;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.port.ParkedMessages.Place;
import dev.holdfast.web.json.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes places in the list of parked messages as texts that callers hand back unread. */
final class ParkedCursor {

  private static final String BETWEEN = " ";

  private ParkedCursor() {}

  static String of(Place place) {
    String content = place.parkedAt() + BETWEEN + place.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor.
   *
   * @throws dev.holdfast.api.InvalidRequestException when it was not handed out
   */
  static Place parse(String text) {
    try {
      String content = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = content.split(BETWEEN, 2);
      if (parts.length == 2 && parts[1].indexOf('\0') < 0) {
        return new Place(QueryText.time("cursor", parts[0]), parts[1]);
      }
    } catch (IllegalArgumentException | InvalidRequestException e) {
      // Refused below, like any other text.
    }
    throw QueryText.invalid("cursor", "the nextCursor of the page before", text);
  }
}
