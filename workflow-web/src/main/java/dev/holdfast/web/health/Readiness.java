package dev.holdfast.web.health;

import dev.holdfast.engine.NodeStatus;
import dev.holdfast.engine.port.NodeStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Says whether this server can work.
 *
 * @param hasDatabase whether the database answers and has the engine's tables
 * @param hasHeartbeat whether its own node has renewed its lease in time
 */
record Readiness(boolean hasDatabase, boolean hasHeartbeat) {

  private static final Logger LOG = System.getLogger(Readiness.class.getName());

  /**
   * Finds out.
   *
   * @param nodes keeps the nodes in the database
   * @param own how this server is doing as a node
   * @return what was found
   */
  static Readiness check(NodeStore nodes, NodeStatus own) {
    try {
      nodes.listLive();
      return new Readiness(true, own.isLeaseInForce());
    } catch (RuntimeException e) {
      // Load balancers ask all the time: the reason is worth a line, not a stack trace each time.
      LOG.log(Level.WARNING, "Not ready, the nodes cannot be read: {0}", e.toString());
      return new Readiness(false, false);
    }
  }

  boolean isReady() {
    return hasDatabase && hasHeartbeat;
  }
}
