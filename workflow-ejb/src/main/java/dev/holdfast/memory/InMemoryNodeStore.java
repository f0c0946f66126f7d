package dev.holdfast.memory;

import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.memory.InMemoryDatabase.StoredNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps nodes in memory; the clock of the database stands for database time. */
public final class InMemoryNodeStore implements NodeStore {

  private final InMemoryDatabase database;

  /**
   * Makes a store.
   *
   * @param database where the nodes are
   */
  public InMemoryNodeStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public long join(String name) {
    return database.inTransaction(
        () -> {
          fenceAll(node -> node.name().equals(name));
          long incarnation = database.nodes.isEmpty() ? 1 : database.nodes.lastKey() + 1;
          Instant now = database.now();
          database.put(database.nodes, incarnation, new StoredNode(name, now, now, false));
          return incarnation;
        });
  }

  @Override
  public boolean heartbeat(long node) {
    return database.inTransaction(
        () -> {
          StoredNode stored = database.nodes.get(node);
          if (stored == null || stored.fenced()) {
            return false;
          }
          database.put(
              database.nodes,
              node,
              new StoredNode(stored.name(), stored.startedAt(), database.now(), false));
          return true;
        });
  }

  @Override
  public int takeOverExpired(long self, Duration lease) {
    return database.inTransaction(
        () -> {
          Instant end = database.now().minus(lease);
          Instant furthest = database.now().plus(lease); // beyond it the clock was set back
          Predicate<StoredNode> isOver =
              node -> node.heartbeatAt().isBefore(end) || node.heartbeatAt().isAfter(furthest);
          @Nullable StoredNode own = database.nodes.get(self);
          return own != null && !own.fenced() && isOver.test(own) ? 0 : fenceAll(isOver);
        });
  }

  @Override
  public void leave(long node) {
    database.inTransaction(() -> database.nodes.containsKey(node) ? fence(node, 0) : 0);
  }

  @Override
  public List<NodeRecord> listLive() {
    return database.inTransaction(
        () ->
            database.nodes.entrySet().stream()
                .filter(entry -> !entry.getValue().fenced())
                .map(
                    entry ->
                        new NodeRecord(
                            entry.getKey(),
                            entry.getValue().name(),
                            entry.getValue().startedAt(),
                            entry.getValue().heartbeatAt(),
                            database.now(),
                            owned(entry.getKey()).size()))
                .toList());
  }

  private int fenceAll(Predicate<StoredNode> which) {
    List<Long> lost =
        database.nodes.entrySet().stream()
            .filter(entry -> !entry.getValue().fenced() && which.test(entry.getValue()))
            .map(entry -> entry.getKey())
            .toList();
    return lost.stream().mapToInt(node -> fence(node, 1)).sum();
  }

  private int fence(long node, int recoveries) {
    database.update(
        database.nodes,
        node,
        it -> new StoredNode(it.name(), it.startedAt(), it.heartbeatAt(), true));
    List<InstanceRecord> owned = owned(node);
    for (InstanceRecord row : owned) {
      database.put(
          database.instances,
          row.number(),
          Rows.freed(row, database.now(), row.recoveries() + recoveries));
    }
    return owned.size();
  }

  private List<InstanceRecord> owned(long node) {
    return database.instances.values().stream()
        .filter(row -> row.owner() != null && row.owner() == node)
        .toList();
  }
}
