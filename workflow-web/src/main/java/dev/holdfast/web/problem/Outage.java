package dev.holdfast.web.problem;

import dev.holdfast.engine.port.JournalUnavailableException;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Is a database that cannot be reached at present: one line in the log for each request, since all
 * of them fail for the same reason, and an answer that tells the caller to try again.
 */
final class Outage {

  private static final Logger LOG = System.getLogger(Outage.class.getName());
  private static final Duration SOON = Duration.ofSeconds(1);

  private Outage() {}

  /**
   * Logs the outage and answers the request that met it.
   *
   * @param error what came up
   * @return the answer, without details
   */
  static Response answer(JournalUnavailableException error) {
    LOG.log(Level.WARNING, "Request refused: {0}", error.getMessage());
    return Problem.of(
            ProblemType.UNAVAILABLE,
            "The database of the journal cannot be reached at present: try again. What was answered"
                + " before is kept; whether this request took effect has to be looked up.")
        .toResponse(SOON);
  }
}
