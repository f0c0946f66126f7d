package dev.holdfast.samples.kitchen;

import dev.holdfast.samples.SampleSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Knows what this server is called. */
final class NodeName {

  private NodeName() {}

  static String get() {
    return SampleSettings.find("holdfast.node.name").orElseGet(NodeName::host);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
