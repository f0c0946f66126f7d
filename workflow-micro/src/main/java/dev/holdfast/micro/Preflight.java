package dev.holdfast.micro;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** Finds out before the server starts what would otherwise fail deep inside it. */
final class Preflight {

  static final String LOOPBACK = "127.0.0.1";

  private Preflight() {}

  /**
   * Checks everything that can be checked from outside.
   *
   * @throws StartupFailure for the first thing that is wrong
   */
  static void check(Settings settings, Path drivers) {
    if (settings.jmsPort() == settings.httpPort()) {
      throw new StartupFailure(
          "HTTP and JMS cannot both have port %d. Set HOLDFAST_PORT (or --port) or HOLDFAST_JMS_PORT to another port."
              .formatted(settings.httpPort()));
    }
    requireFree(
        "HTTP",
        settings.address(),
        settings.httpPort(),
        "set HOLDFAST_PORT (or --port) to a free port, HOLDFAST_ADDRESS to an address of this"
            + " machine");
    if (settings.jmsPort() != 0) {
      requireFree(
          "JMS",
          LOOPBACK,
          settings.jmsPort(),
          "set HOLDFAST_JMS_PORT to a free port or 0 for none");
    }
    if (!settings.database().isEmbedded()) {
      DatabaseCheck.requireReachable(settings.database(), drivers);
    }
  }

  private static void requireFree(String what, String address, int port, String cure) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (IOException e) {
      throw new StartupFailure(
          "The %s port %d on %s cannot be opened (%s). Stop what uses it, or %s."
              .formatted(what, port, address, e.getMessage(), cure),
          e);
    }
  }
}
