package dev.holdfast.engine.port;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Outcome;
import java.util.List;

/**
 * Makes changes durable. Only the journal writer calls it, so that all writes of a node share their
 * commits.
 */
public interface JournalStore {

  /**
   * Writes all changes in one new transaction, and commits it.
   *
   * <p>The transaction first locks the node's own row in share mode: a fenced node writes nothing.
   * A change that may not be made is left out and the others are written; the changes of a run
   * whose lease is lost are all left out. A caller's transaction is suspended meanwhile.
   *
   * @param node incarnation of the writing node
   * @param changes the changes; those of one instance in the order in which they were made
   * @return what became of each change, in the same order
   * @throws NodeFencedException when the node's leases have been taken over; nothing is written
   * @throws JournalUnavailableException when the database cannot be reached; whether something is
   *     written is unknown only if the connection, or the server's transaction, broke in the commit
   * @throws RuntimeException when a change cannot be stored; nothing is written
   */
  List<Outcome> write(long node, List<Change> changes);

  /**
   * Writes all changes in the caller's transaction, which commits or rolls back later.
   *
   * @param changes creations and events only
   * @return what became of each change
   * @throws IllegalStateException when no transaction is active
   */
  List<Outcome> writeInCallersTransaction(List<Change> changes);
}
