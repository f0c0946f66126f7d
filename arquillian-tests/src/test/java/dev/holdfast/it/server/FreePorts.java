package dev.holdfast.it.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks for ports that nobody listens to. */
final class FreePorts {

  private FreePorts() {}

  /** Tells whether a port was free a moment ago. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
      return socket.getLocalPort() == port;
    } catch (IOException e) {
      return false;
    }
  }
}
