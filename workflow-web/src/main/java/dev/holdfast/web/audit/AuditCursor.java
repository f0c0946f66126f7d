package dev.holdfast.web.audit;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.port.AuditTrail.Place;
import dev.holdfast.web.json.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes places in the audit trail as texts that callers hand back unread. */
final class AuditCursor {

  private static final String BETWEEN = " ";

  private AuditCursor() {}

  static String of(Place place) {
    String content = place.at() + BETWEEN + place.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor.
   *
   * @throws InvalidRequestException when it was not handed out
   */
  static Place parse(String text) {
    try {
      String content = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = content.split(BETWEEN, 2);
      if (parts.length == 2) {
        return new Place(QueryText.time("cursor", parts[0]), Long.parseLong(parts[1]));
      }
    } catch (IllegalArgumentException | InvalidRequestException e) {
      // Refused below, like any other text.
    }
    throw QueryText.invalid("cursor", "the nextCursor of the page before", text);
  }
}
