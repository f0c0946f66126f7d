package dev.holdfast.engine.journal;

import dev.holdfast.engine.port.JournalUnavailableException;
import dev.holdfast.engine.port.NodeFencedException;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * Keeps trying to reach the database for as long as the lease lasts, and tells the session when the
 * node turns out to be fenced. An interrupt is kept until then: it would end each pause at once.
 *
 * @param session for whom
 */
record Reach(WriteSession session) {

  private static final System.Logger LOG = System.getLogger(Reach.class.getName());

  <T> T of(Supplier<T> access) {
    boolean interrupted = Thread.interrupted();
    try {
      for (int tried = 1; ; tried++) {
        try {
          return access.get();
        } catch (NodeFencedException e) {
          session.fenced(e.node());
          throw e;
        } catch (JournalUnavailableException e) {
          interrupted |= Thread.interrupted();
          tell(tried, e);
          if (!session.pauseBeforeRetry()) {
            throw e;
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Says once what stands in the way: whoever waits for the journal hears nothing meanwhile. */
  private static void tell(int tried, JournalUnavailableException why) {
    if (tried == 1) {
      LOG.log(Level.WARNING, "Trying again while the lease lasts: {0}", why.getMessage());
    }
  }
}
