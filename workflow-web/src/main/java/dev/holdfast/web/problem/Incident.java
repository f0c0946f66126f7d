package dev.holdfast.web.problem;

import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Is an unexpected error: its details go to the log, an id to the caller, who can quote it. The id
 * is random, so that it finds one line among those of all servers.
 */
final class Incident {

  private static final Logger LOG = System.getLogger(Incident.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 8;

  private Incident() {}

  /**
   * Logs an error and answers it.
   *
   * @param error what came up
   * @return the answer, without details
   */
  static Response answer(Throwable error) {
    return report(error).toResponse();
  }

  /**
   * Logs an error.
   *
   * @param error what came up
   * @return the problem to show, without details
   */
  static Problem report(Throwable error) {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    String shown = HexFormat.of().formatHex(id);
    LOG.log(Level.ERROR, "Request failed unexpectedly, incident " + shown, error);
    return Problem.of(
        ProblemType.INTERNAL,
        "The server failed: ask its operator to look for incident %s in the log.".formatted(shown));
  }
}
