package dev.holdfast.engine.port;

import dev.holdfast.api.Retention;
import dev.holdfast.engine.model.ImportFormat;
import java.time.Instant;
import java.util.Optional;

/** Reads the entries of imports. Thread-safe. */
public interface ImportParser {

  /**
   * Reads an entry.
   *
   * @param format how it is written
   * @param header the first line of the upload; empty for formats without one
   * @param text the entry, without the end of its line
   * @return what it says
   * @throws dev.holdfast.api.WorkflowException when it breaks a rule; its code and message tell
   *     which
   */
  Entry parse(ImportFormat format, String header, String text);

  /**
   * Is an entry: a creation.
   *
   * @param id the id wanted; made up when empty
   * @param params the payload, as JSON text
   * @param startAt stays queued until then; at once when empty
   * @param retention how long the instance is kept after its end
   */
  record Entry(
      Optional<String> id,
      Optional<String> params,
      Optional<Instant> startAt,
      Retention retention) {}
}
