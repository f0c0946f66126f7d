package dev.holdfast.it.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Runs a PostgreSQL for as long as the tests do, where the build asks for one: servers connect to
 * it at their start.
 */
public final class PostgresSession implements LauncherSessionListener {

  private @Nullable EmbeddedPostgres postgres;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Integer port = Integer.getInteger("it.postgresql.port");
    if (port == null) {
      return;
    }
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setServerConfig("max_prepared_transactions", "50")
              .setServerConfig("synchronous_commit", "on")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    EmbeddedPostgres running = postgres;
    if (running == null) {
      return;
    }
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
