package dev.holdfast.engine.job;

import dev.holdfast.engine.job.JobItem.Line;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.port.JobUploads;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the lines of an upload from any byte that begins one. Blank lines are left out. In CSV a
 * line goes on behind a line break between quotes.
 */
final class UploadLines {

  private static final byte[] NONE = new byte[0];
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final JobUploads uploads;
  private final String job;
  private final ImportFormat format;
  private final int mostBytes;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private byte[] chunk = NONE;
  private long position;
  private long line;

  /**
   * Begins to read.
   *
   * @param mostBytes most bytes of a line
   * @param position the first byte to read
   * @param line how many lines are before it
   */
  UploadLines(
      JobUploads uploads,
      String job,
      ImportFormat format,
      int mostBytes,
      long position,
      long line) {
    this.uploads = uploads;
    this.job = job;
    this.format = format;
    this.mostBytes = mostBytes;
    this.position = position;
    this.line = line;
    if (position % JobUploads.CHUNK_BYTES != 0) {
      load();
    }
  }

  Optional<Line> next() {
    while (true) {
      long number = line + 1;
      boolean quoted = false;
      boolean tooLong = false;
      boolean any = false;
      text.reset();
      for (int next = read(); next >= 0; next = read()) {
        any = true;
        if (next == '\n') {
          line++;
          if (!quoted) {
            break;
          }
        }
        quoted ^= format == ImportFormat.CSV && next == '"';
        tooLong |= text.size() == mostBytes;
        if (!tooLong) {
          text.write(next);
        }
      }
      if (!any) {
        return Optional.empty();
      }
      Line found = line(number, tooLong);
      if (!found.text().isBlank() || !found.defect().isEmpty()) {
        return Optional.of(found);
      }
    }
  }

  private Line line(long number, boolean tooLong) {
    if (tooLong) {
      return new Line(number, position, line, "", "it has more than %d bytes".formatted(mostBytes));
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
          position,
          line,
          content.endsWith("\r") ? content.substring(0, content.length() - 1) : content,
          "");
    } catch (CharacterCodingException e) {
      return new Line(number, position, line, "", "it is not UTF-8");
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
    chunk = uploads.find(job, (int) (position / JobUploads.CHUNK_BYTES)).orElse(NONE);
  }
}
