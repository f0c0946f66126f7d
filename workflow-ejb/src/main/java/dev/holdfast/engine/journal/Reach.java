package dev.holdfast.engine.journal;

import dev.holdfast.engine.port.JournalUnavailableException;
import dev.holdfast.engine.port.NodeFencedException;
import java.util.function.Supplier;

/**
 * Keeps trying to reach the database for as long as the lease lasts, and tells the session when the
 * node turns out to be fenced.
 *
 * @param session for whom
 */
record Reach(WriteSession session) {

  <T> T of(Supplier<T> access) {
    while (true) {
      try {
        return access.get();
      } catch (NodeFencedException e) {
        session.fenced(e.node());
        throw e;
      } catch (JournalUnavailableException e) {
        if (!session.pauseBeforeRetry()) {
          throw e;
        }
      }
    }
  }
}
