package dev.holdfast.web.health;

import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Says whether this server can work.
 *
 * @param hasDatabase whether the database answers and has the engine's tables
 * @param hasHeartbeat whether a node has renewed its lease in time
 */
record Readiness(boolean hasDatabase, boolean hasHeartbeat) {

  private static final Logger LOG = System.getLogger(Readiness.class.getName());
  private static final Duration LEASE = Duration.ofSeconds(10);

  /**
   * Finds out.
   *
   * @param nodes keeps the nodes in the database
   * @return what was found
   */
  static Readiness check(NodeStore nodes) {
    try {
      List<NodeRecord> live = nodes.listLive();
      return new Readiness(true, live.stream().anyMatch(Readiness::isFresh));
    } catch (RuntimeException e) {
      // Load balancers ask all the time: the reason is worth a line, not a stack trace each time.
      LOG.log(Level.WARNING, "Not ready, the nodes cannot be read: {0}", e.toString());
      return new Readiness(false, false);
    }
  }

  boolean isReady() {
    return hasDatabase && hasHeartbeat;
  }

  private static boolean isFresh(NodeRecord node) {
    return Duration.between(node.heartbeatAt(), node.readAt()).compareTo(LEASE) < 0;
  }
}
