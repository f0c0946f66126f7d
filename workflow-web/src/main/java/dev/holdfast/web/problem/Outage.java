package dev.holdfast.web.problem;

import dev.holdfast.engine.port.OutOfReachException;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is a journal that cannot be used at present: one line in the log for each request, since all of
 * them fail for the same reason, and an answer that tells the caller so.
 *
 * @param error what came up
 */
record Outage(OutOfReachException error) {

  private static final Logger LOG = System.getLogger(Outage.class.getName());
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Nothing wraps an error more often; causes that go round in a circle end here. */
  private static final int MAX_CAUSES = 16;

  /**
   * Finds the outage in whatever beans and servers have wrapped around it.
   *
   * @param error what came up
   * @return the outage; empty for anything else
   */
  static Optional<Outage> find(Throwable error) {
    return Stream.<@Nullable Throwable>iterate(error, Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES)
        .filter(OutOfReachException.class::isInstance)
        .map(cause -> new Outage((OutOfReachException) cause))
        .findFirst();
  }

  /**
   * Logs the outage and answers the request that met it.
   *
   * @return the answer, without details
   */
  Response answer() {
    return report().toResponse(SOON);
  }

  /**
   * Logs the outage.
   *
   * @return the problem to show, without details
   */
  Problem report() {
    LOG.log(Level.WARNING, "Request refused: {0}", error.getMessage());
    return Problem.of(
        ProblemType.UNAVAILABLE,
        "The database of the journal cannot be reached at present. Look up whether the request took"
            + " effect before sending it again; what only reads can be repeated.");
  }
}
