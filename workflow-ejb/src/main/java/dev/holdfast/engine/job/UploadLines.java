package dev.holdfast.engine.job;

import dev.holdfast.engine.job.JobItem.Line;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.port.JobUploads;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the lines of an upload from any byte that begins one. Blank lines are left out. In CSV a
 * line goes on behind a line break between quotes.
 */
final class UploadLines {

  /** Most bytes of a line that is an exported instance, with its large results in Base64. */
  static final int MOST_BYTES_OF_EXPORT = 192 << 20;

  private static final byte[] NONE = new byte[0];

  /** Bytes that tell what a line is. */
  private static final int BEGINNING = 64;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final JobUploads uploads;
  private final String job;
  private final ImportFormat format;
  private final int mostBytes;
  private final Predicate<String> isExport;
  private ByteArrayOutputStream text = new ByteArrayOutputStream();
  private byte[] chunk = NONE;
  private long loaded = -1;
  private long position;
  private long line;

  /**
   * Begins to read.
   *
   * @param isExport tells whether a line that begins so is an exported instance, which may be long
   * @param mostBytes most bytes of another line
   * @param position the first byte to read
   * @param line how many lines are before it
   */
  UploadLines(
      JobUploads uploads,
      String job,
      ImportFormat format,
      Predicate<String> isExport,
      int mostBytes,
      long position,
      long line) {
    this.uploads = uploads;
    this.job = job;
    this.format = format;
    this.isExport = isExport;
    this.mostBytes = mostBytes;
    this.position = position;
    this.line = line;
    if (position % JobUploads.CHUNK_BYTES != 0) {
      load();
    }
  }

  /**
   * Goes to another place.
   *
   * @param newPosition the first byte to read
   * @param newLine how many lines are before it
   */
  void seek(long newPosition, long newLine) {
    position = newPosition;
    line = newLine;
    if (position % JobUploads.CHUNK_BYTES != 0 && loaded != position / JobUploads.CHUNK_BYTES) {
      load();
    }
  }

  Optional<Line> next() {
    while (true) {
      long number = line + 1;
      long start = position;
      int most = mostBytes;
      boolean quoted = false;
      boolean tooLong = false;
      boolean any = false;
      forgetText();
      for (int next = read(); next >= 0; next = read()) {
        any = true;
        if (next == '\n') {
          line++;
          if (!quoted) {
            break;
          }
        }
        quoted ^= format == ImportFormat.CSV && next == '"';
        if (text.size() == most) {
          tooLong |= most != mostBytes || !beginsExport();
          most = MOST_BYTES_OF_EXPORT;
        }
        if (!tooLong) {
          text.write(next);
        }
      }
      if (!any) {
        return Optional.empty();
      }
      Line found = line(number, start, tooLong ? mostBytes : 0);
      if (!found.text().isBlank() || !found.defect().isEmpty()) {
        return Optional.of(found);
      }
    }
  }

  private boolean beginsExport() {
    return format == ImportFormat.NDJSON
        && isExport.test(new String(text.toByteArray(), 0, BEGINNING, StandardCharsets.ISO_8859_1));
  }

  /** Gives the room of a long line back. */
  private void forgetText() {
    if (text.size() > mostBytes) {
      text = new ByteArrayOutputStream();
    }
    text.reset();
  }

  private Line line(long number, long start, int exceeded) {
    if (exceeded > 0) {
      return new Line(
          number, start, position, line, "", "it has more than %d bytes".formatted(exceeded));
    }
    try {
      String decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(text.toByteArray()))
              .toString();
      String content =
          number == 1 && decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
      return new Line(
          number,
          start,
          position,
          line,
          content.endsWith("\r") ? content.substring(0, content.length() - 1) : content,
          "");
    } catch (CharacterCodingException e) {
      return new Line(number, start, position, line, "", "it is not UTF-8");
    }
  }

  private int read() {
    int place = (int) (position % JobUploads.CHUNK_BYTES);
    if (place == 0) {
      load();
    }
    if (place >= chunk.length) {
      return -1;
    }
    position++;
    return chunk[place] & 0xFF;
  }

  private void load() {
    loaded = position / JobUploads.CHUNK_BYTES;
    chunk = uploads.find(job, (int) loaded).orElse(NONE);
  }
}
