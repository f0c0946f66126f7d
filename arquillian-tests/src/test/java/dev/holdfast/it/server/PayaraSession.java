package dev.holdfast.it.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Runs a domain of Payara Server for as long as the tests do, where the build asks for one, and
 * tells the tests where it is.
 */
public final class PayaraSession implements LauncherSessionListener {

  private @Nullable PayaraDomain domain;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    String home = System.getProperty("payara.home");
    if (home == null) {
      return;
    }
    domain =
        PayaraDomain.start(
            Path.of(home),
            Path.of(System.getProperty("payara.kit")),
            Path.of(System.getProperty("it.data")));
    System.setProperty("payara.admin.port", String.valueOf(domain.adminPort()));
    System.setProperty("payara.pid", String.valueOf(domain.pid()));
    System.setProperty("it.url", "http://127.0.0.1:" + domain.httpPort() + "/holdfast");
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    PayaraDomain running = domain;
    if (running != null) {
      running.close();
    }
  }
}
