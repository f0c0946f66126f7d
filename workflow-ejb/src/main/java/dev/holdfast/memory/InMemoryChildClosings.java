package dev.holdfast.memory;

import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.engine.port.ChildClosings;
import dev.holdfast.memory.InMemoryDatabase.ClosingKey;
import java.util.List;

/** Keeps the children that are to be terminated in memory. */
public final class InMemoryChildClosings implements ChildClosings {

  private final InMemoryDatabase database;

  /**
   * Makes the list.
   *
   * @param database where it is
   */
  public InMemoryChildClosings(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public List<ChildClosing> list(int limit) {
    return database.inTransaction(() -> database.closings.values().stream().limit(limit).toList());
  }

  @Override
  public void remove(ChildClosing done) {
    database.inTransaction(
        () -> {
          database.remove(database.closings, ClosingKey.of(done));
          return true;
        });
  }
}
