package dev.holdfast.memory;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.InstanceControl;
import java.time.Instant;
import java.util.Optional;

/** Changes instances in memory from outside their run. */
public final class InMemoryInstanceControl implements InstanceControl {

  private final InMemoryDatabase database;

  /**
   * Makes the control.
   *
   * @param database where the instances are
   */
  public InMemoryInstanceControl(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Terminated> terminate(InstanceKey key, Instant endedAt) {
    return database.inTransaction(
        () ->
            Optional.ofNullable(database.numbers.get(key))
                .map(database.instances::get)
                .map(row -> terminate(row, endedAt)));
  }

  private Terminated terminate(InstanceRecord row, Instant endedAt) {
    if (!row.status().isTerminal()) {
      database.put(database.instances, row.number(), Rows.terminated(row, endedAt));
    }
    return new Terminated(row.number(), row.status());
  }
}
