package dev.holdfast.engine.log;

import dev.holdfast.api.LogEntry;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.port.EventLogReader;
import dev.holdfast.engine.port.EventLogReader.Rows;
import dev.holdfast.engine.port.PayloadCodec;
import java.util.List;
import java.util.Optional;

/** Reads logs in parts, so that the largest one fits into memory. */
final class LogPages {

  /** Positions of a page; each has up to four records, or one large value. */
  private static final int POSITIONS = 200;

  private final EventLogReader reader;
  private final PayloadCodec codec;

  LogPages(EventLogReader reader, PayloadCodec codec) {
    this.reader = reader;
    this.codec = codec;
  }

  /**
   * Reads the oldest records behind a cursor.
   *
   * @param key the instance
   * @param cursor id of a record
   * @return some records by id, not necessarily all; empty when there are none
   */
  List<LogEntry> list(InstanceKey key, long cursor) {
    Optional<LogPage> page = read(key, cursor);
    while (page.isPresent() && page.get().entries().isEmpty() && !page.get().isLast()) {
      page = read(key, page.get().until());
    }
    return page.map(LogPage::entries).orElse(List.of());
  }

  /** Reads a page; empty when there is no such instance. */
  Optional<LogPage> read(InstanceKey key, long cursor) {
    // The cursor may be in the midst of a position.
    long after = Math.max(0, cursor - LogPositions.STEP + 1);
    return reader.read(key, after, POSITIONS).map(rows -> page(rows, cursor));
  }

  private LogPage page(Rows rows, long cursor) {
    return new LogPage(
        rows.instance().number(),
        EventLog.of(rows, codec, cursor),
        rows.until(),
        rows.instance().status().isTerminal());
  }
}
