package dev.holdfast.engine.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keeps the nodes and their leases. Points in time are the database's own, so that the clocks of
 * the nodes need not agree. Each method is a transaction of its own.
 */
public interface NodeStore {

  /**
   * Registers a server process. An earlier incarnation of the same name is fenced at once and its
   * instances become due, so a server that comes back goes on without waiting for its old lease.
   * Never waits: an incarnation whose row is locked, because a transaction of its end is in doubt,
   * is fenced when its lease has ended and the transaction too.
   *
   * @param name name of the node; whoever passes the same name says that the earlier process is
   *     dead
   * @return the new incarnation, larger than every earlier one
   */
  long join(String name);

  /**
   * Renews a lease.
   *
   * @param node incarnation of the node
   * @return false when the node has been fenced
   */
  boolean heartbeat(long node);

  /**
   * Fences the nodes whose lease has ended, or whose heartbeat lies further ahead than a lease
   * because the database's clock was set back, and makes their instances due, counting a recovery
   * for each. Locks each node's row exclusively, so no write of theirs can land afterwards. Each
   * instance moves on in its log, so that nobody takes what it had stored before for its journal.
   *
   * <p>When the caller's own heartbeat is too old as well, nobody is taken over: it has been out of
   * action itself, and so may all others have been, whose host or database stood still.
   *
   * @param self incarnation of the calling node
   * @param lease how long a lease lasts after its last heartbeat
   * @return how many instances were freed
   */
  int takeOverExpired(long self, Duration lease);

  /**
   * Leaves in an orderly way: fences the incarnation and makes what it still owns due, as a
   * take-over does, but without counting recoveries.
   *
   * @param node incarnation of the node
   */
  void leave(long node);

  /**
   * Lists the nodes that are not fenced.
   *
   * @return the nodes, oldest first
   */
  List<NodeRecord> listLive();

  /**
   * Is a server process.
   *
   * @param node its incarnation
   * @param name its name
   * @param startedAt when it joined
   * @param heartbeatAt when it last renewed its lease
   * @param readAt the database's time when this was read
   * @param running how many instances it owns, which is: executes, or has claimed to do so
   */
  record NodeRecord(
      long node,
      String name,
      Instant startedAt,
      Instant heartbeatAt,
      Instant readAt,
      int running) {}
}
