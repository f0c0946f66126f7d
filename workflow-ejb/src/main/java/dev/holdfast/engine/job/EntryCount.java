package dev.holdfast.engine.job;

import dev.holdfast.engine.model.ImportFormat;

/** Counts the entries of an upload while its bytes come in, as {@link UploadLines} finds them. */
final class EntryCount {

  private final ImportFormat format;
  private long entries;
  private boolean blank = true;
  private boolean quoted;

  EntryCount(ImportFormat format) {
    this.format = format;
  }

  void add(byte[] bytes) {
    for (byte next : bytes) {
      if (next == '\n' && !quoted) {
        endLine();
      } else {
        quoted ^= format == ImportFormat.CSV && next == '"';
        blank &= Character.isWhitespace(next & 0xFF);
      }
    }
  }

  /** Returns how many entries there are when no more bytes come. */
  long total() {
    endLine();
    return format == ImportFormat.CSV ? Math.max(0, entries - 1) : entries;
  }

  private void endLine() {
    entries += blank ? 0 : 1;
    blank = true;
    quoted = false;
  }
}
