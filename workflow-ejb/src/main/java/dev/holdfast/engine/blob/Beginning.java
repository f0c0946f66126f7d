package dev.holdfast.engine.blob;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Finds out what viewers see of bytes that pass by in pieces: the beginning of a text in UTF-8, or
 * how many bytes they are.
 */
final class Beginning {

  static final int LONGEST = 1024;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer characters = CharBuffer.allocate(8192);
  private final StringBuilder text = new StringBuilder();
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private boolean isText = true;
  private long size;

  /** Takes in the next piece. */
  void accept(byte[] piece) {
    size += piece.length;
    if (isText) {
      ByteBuffer bytes = ByteBuffer.allocate(rest.remaining() + piece.length).put(rest).put(piece);
      bytes.flip();
      decode(bytes, false);
      rest = bytes;
    }
  }

  /** Ends the bytes. */
  void end() {
    if (isText) {
      decode(rest, true);
    }
  }

  long size() {
    return size;
  }

  /** Tells whether there is more than is shown. */
  boolean isTruncated() {
    return isText && text.length() > LONGEST;
  }

  /** Returns what viewers see. */
  String shown() {
    if (!isText) {
      return binary(size);
    }
    return isTruncated() ? cut(text) + "[truncated output]" : text.toString();
  }

  static String binary(long size) {
    return "[binary: " + size + " bytes]";
  }

  /** Returns the first 1024 characters of a longer text, without half a character at the end. */
  static String cut(CharSequence text) {
    boolean splitsPair = Character.isHighSurrogate(text.charAt(LONGEST - 1));
    return text.subSequence(0, splitsPair ? LONGEST - 1 : LONGEST).toString();
  }

  private void decode(ByteBuffer bytes, boolean last) {
    CoderResult result;
    do {
      result = decoder.decode(bytes, characters, last);
      keep();
    } while (result.isOverflow());
    if (result.isError()) {
      isText = false;
    }
  }

  private void keep() {
    characters.flip();
    int wanted = LONGEST + 1 - text.length();
    // A database may not be able to keep the character NUL in a text.
    text.append(
        characters
            .subSequence(0, Math.min(Math.max(wanted, 0), characters.remaining()))
            .toString()
            .replace('\0', '\uFFFD'));
    characters.clear();
  }
}
