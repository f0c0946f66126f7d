package dev.holdfast.json;

/** Collects JSON text and knows where in the value it is. Used by one thread, for one value. */
final class JsonOutput {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Trail trail = Trail.ofWriting();
  private final StringBuilder json = new StringBuilder(128);

  Trail trail() {
    return trail;
  }

  JsonOutput raw(char token) {
    json.append(token);
    return this;
  }

  JsonOutput raw(String token) {
    json.append(token);
    return this;
  }

  /**
   * Writes text in quotes. Half a surrogate pair is escaped: no character set could carry it, and
   * this way it comes back.
   */
  JsonOutput text(String text) {
    json.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (isPair(text, i)) {
        i++;
        continue;
      }
      json.append(text, written, i);
      escape(c);
      written = i + 1;
    }
    json.append(text, written, text.length()).append('"');
    return this;
  }

  /** Returns a name as it stands before its value. */
  static String prefix(String name) {
    return new JsonOutput().text(name).raw(':').toString();
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          json.append(HEX[(c >> shift) & 0xf]);
        }
      }
    }
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
