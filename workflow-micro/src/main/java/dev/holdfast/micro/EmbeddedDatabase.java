package dev.holdfast.micro;

import java.sql.SQLException;
import java.util.UUID;
import org.h2.tools.Server;

/**
 * Runs H2 behind a socket of this process, so that its own threads do the work: an interrupt that
 * meets a thread inside H2 makes it close the database for everybody, and bodies past their timeout
 * are interrupted.
 *
 * <p>Only who knows the key, made up at each start, reaches the database, and only from this
 * machine. Nothing else is different from H2 in the caller's thread: the file, what a commit means
 * and what a crash leaves.
 *
 * @param server listens to a free port of the loopback address
 * @param database how it is reached, for as long as the process lives or until it is closed
 */
record EmbeddedDatabase(Server server, Database database) implements AutoCloseable {

  /** Read by H2 once, when its classes are loaded; otherwise it listens to every network. */
  private static final String BIND_ADDRESS = "h2.bindAddress";

  /** Begins the key, which is part of the URL: what writes URLs to logs hides what follows this. */
  private static final String SECRET = "password=";

  /**
   * Starts listening; the database itself is opened, or made, with the first connection.
   *
   * @param embedded a database of H2 that would run in the threads of its callers
   * @throws StartupFailure if no port can be opened
   */
  static EmbeddedDatabase serve(Database embedded) {
    System.setProperty(BIND_ADDRESS, Preflight.LOOPBACK);
    String key = SECRET + UUID.randomUUID();
    try {
      Server server =
          Server.createTcpServer(
                  "-tcpPort", "0", "-tcpDaemon", "-ifNotExists", "-key", key, embedded.name())
              .start();
      return new EmbeddedDatabase(
          server,
          embedded.at("tcp://%s:%d/%s".formatted(Preflight.LOOPBACK, server.getPort(), key)));
    } catch (SQLException e) {
      throw new StartupFailure(
          "No port of %s can be opened for the database (%s). Allow this process to listen there, or set HOLDFAST_DB_URL to another database."
              .formatted(Preflight.LOOPBACK, e.getMessage()),
          e);
    }
  }

  /** Ends the connections; the next to serve the database finds what was committed. */
  @Override
  public void close() {
    server.stop();
  }
}
