package dev.holdfast.micro.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Is a number of servers on one database. */
final class Cluster implements AutoCloseable {

  private final List<ClusterNode> nodes = new ArrayList<>();

  /** Launches the servers at the same time and returns at once. */
  static Cluster launch(int size, Path folder, Map<String, String> database) throws IOException {
    return launch(size, folder, database, node -> Map.of());
  }

  /** Launches servers that are not all alike. */
  static Cluster launch(int size, Path folder, Map<String, String> database, Trial.Variables more)
      throws IOException {
    Cluster cluster = new Cluster();
    for (int i = 0; i < size; i++) {
      String name = "node-" + i;
      Map<String, String> variables = new HashMap<>(database);
      variables.put("HOLDFAST_NODE_NAME", name);
      variables.put("HOLDFAST_PASSWORD_ADMIN", ClusterNode.PASSWORD);
      variables.putAll(more.of(name));
      cluster.nodes.add(new ClusterNode(name, folder.resolve(name), variables));
    }
    return cluster;
  }

  /** Waits until all have started. */
  Cluster awaitStart() {
    nodes.forEach(ClusterNode::awaitStart);
    return this;
  }

  List<ClusterNode> nodes() {
    return nodes;
  }

  /** Returns the nodes that are up. */
  List<ClusterNode> up() {
    return nodes.stream().filter(ClusterNode::isUp).toList();
  }

  /** Draws one of the nodes that are up. */
  ClusterNode anyUp(Random random) {
    List<ClusterNode> up = up();
    return up.get(random.nextInt(up.size()));
  }

  /** Counts the lines of all logs, of earlier processes too, that contain a text. */
  long countLogged(String text) {
    return nodes.stream().mapToLong(node -> node.countLogged(text)).sum();
  }

  @Override
  public void close() {
    nodes.forEach(ClusterNode::close);
  }
}
