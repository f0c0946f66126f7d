package dev.holdfast.web.instance;

import dev.holdfast.web.json.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks a place in a list. Callers get it as a text that they hand back unread.
 *
 * @param ascending order of the list it belongs to
 * @param after number of the last instance before the place
 */
record Cursor(boolean ascending, long after) {

  private static final Pattern CONTENT = Pattern.compile("([ad])(\\d{1,18})");

  /**
   * Reads a cursor.
   *
   * @param text as handed out
   * @return the cursor
   * @throws dev.holdfast.api.InvalidRequestException when it was not handed out
   */
  static Cursor parse(String text) {
    try {
      String content = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
      Matcher matcher = CONTENT.matcher(content);
      if (matcher.matches()) {
        return new Cursor(matcher.group(1).equals("a"), Long.parseLong(matcher.group(2)));
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like any other text.
    }
    throw QueryText.invalid("cursor", "the nextCursor of the page before", text);
  }

  @Override
  public String toString() {
    String content = (ascending ? "a" : "d") + after;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(content.getBytes(StandardCharsets.ISO_8859_1));
  }
}
