package dev.holdfast.jpa;

import dev.holdfast.engine.port.ConcurrencyRoom;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one node at a time claim instances of a limited workflow, by a row for each such workflow.
 * What is locked by another node is left alone, so a node that stops in the middle of a claim holds
 * up no other. Thread-safe.
 */
final class ConcurrencyLocks {

  private final PersistenceTransactions transactions;
  private final Set<String> present = ConcurrentHashMap.newKeySet();

  ConcurrencyLocks(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  /** Makes sure that the workflows have rows, in transactions of its own. */
  void prepare(Collection<String> workflows) {
    for (String workflow : workflows) {
      if (!present.contains(workflow)) {
        insert(workflow);
        present.add(workflow);
      }
    }
  }

  /**
   * Locks limited workflows until the end of the transaction and counts what executes of them. The
   * count is made after the locks are held, so it sees every claim before.
   */
  static ConcurrencyRoom lock(Sql sql, Map<String, Integer> limits) {
    if (limits.isEmpty()) {
      return new ConcurrencyRoom(limits, Map.of());
    }
    List<String> locked =
        sql.query(
            "select workflow from workflow_concurrency where workflow = any(?)"
                + " order by workflow for update skip locked",
            row -> row.getString("workflow"),
            limits.keySet());
    Map<String, Integer> executing = new HashMap<>();
    if (!locked.isEmpty()) {
      sql.query(
          "select workflow, count(*) as executing from workflow_instance"
              + " where owner is not null and workflow = any(?) group by workflow",
          row -> executing.put(row.getString("workflow"), row.getInt("executing")),
          locked);
    }
    ConcurrencyRoom room = new ConcurrencyRoom(limits, executing);
    Set<String> claimedElsewhere = new HashSet<>(limits.keySet());
    locked.forEach(claimedElsewhere::remove);
    claimedElsewhere.forEach(room::close);
    return room;
  }

  private void insert(String workflow) {
    try {
      transactions.inNew(
          entities ->
              new Sql(entities)
                  .update(
                      "insert into workflow_concurrency (workflow) select cast(? as varchar)"
                          + " where not exists"
                          + " (select 1 from workflow_concurrency where workflow = ?)",
                      workflow,
                      workflow));
    } catch (RuntimeException e) {
      if (!DatabaseErrors.isDuplicate(e)) {
        throw e;
      } // else another node was faster
    }
  }
}
