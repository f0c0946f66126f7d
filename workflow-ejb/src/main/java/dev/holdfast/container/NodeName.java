package dev.holdfast.container;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * Names this server process. A name that was set is trusted to be unique, so a server that comes
 * back under it goes on at once with what its earlier process has left; without one a random name
 * is used, and the earlier process's lease has to run out first.
 */
final class NodeName {

  private NodeName() {}

  static String of(Configuration configuration) {
    return configuration.text("holdfast.node.name").orElseGet(NodeName::random);
  }

  private static String random() {
    return host() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
