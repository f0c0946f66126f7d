package dev.holdfast.micro;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** Finds out before the server starts what would otherwise fail deep inside it. */
final class Preflight {

  private Preflight() {}

  /**
   * Checks everything that can be checked from outside.
   *
   * @throws StartupFailure for the first thing that is wrong
   */
  static void check(Settings settings, Path drivers) {
    requireFree(settings.address(), settings.httpPort(), "HTTP", "HOLDFAST_PORT (or --port)", "");
    if (settings.jmsPort() != 0) {
      requireFree("127.0.0.1", settings.jmsPort(), "JMS", "HOLDFAST_JMS_PORT", " (0: no JMS port)");
    }
    if (!settings.database().isEmbedded()) {
      DatabaseCheck.requireReachable(settings.database(), drivers);
    }
  }

  private static void requireFree(
      String address, int port, String what, String setting, String hint) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (IOException e) {
      throw new StartupFailure(
          "The %s port %d on %s is not free (%s). Stop what uses it, or set %s to a free port%s."
              .formatted(what, port, address, e.getMessage(), setting, hint),
          e);
    }
  }
}
