package dev.holdfast.web.job;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.port.JobStore.Place;
import dev.holdfast.web.json.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes places in the list of jobs as texts that callers hand back unread. */
final class JobCursor {

  private static final Pattern CONTENT = Pattern.compile("(\\S+) ([0-9a-zA-Z-]{1,64})");

  private JobCursor() {}

  static String of(Place place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (place.createdAt() + " " + place.id()).getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Reads a cursor.
   *
   * @throws InvalidRequestException when it was not handed out
   */
  static Place parse(String text) {
    try {
      String content = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
      Matcher matcher = CONTENT.matcher(content);
      if (matcher.matches()) {
        return new Place(QueryText.time("cursor", matcher.group(1)), matcher.group(2));
      }
    } catch (IllegalArgumentException | InvalidRequestException e) {
      // Refused below, like any other text.
    }
    throw QueryText.invalid("cursor", "the nextCursor of the page before", text);
  }
}
