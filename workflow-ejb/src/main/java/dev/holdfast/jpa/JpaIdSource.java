package dev.holdfast.jpa;

import dev.holdfast.engine.port.IdSource;
import java.util.function.Supplier;

/** Gives out numbers in blocks taken from sequences of the database. Thread-safe. */
final class JpaIdSource implements IdSource {

  private final Block instances;
  private final Block events;
  private final Supplier<String> newIds;

  JpaIdSource(PersistenceTransactions transactions, Dialect dialect, Supplier<String> newIds) {
    this.instances = new Block(transactions, dialect.nextValue("workflow_instance_number"));
    this.events = new Block(transactions, dialect.nextValue("workflow_event_number"));
    this.newIds = newIds;
  }

  @Override
  public long nextInstanceNumber() {
    return instances.next();
  }

  @Override
  public long nextEventNumber() {
    return events.next();
  }

  @Override
  public String newId() {
    return newIds.get();
  }

  /** Is what is left of the numbers taken from a sequence. */
  private static final class Block {

    /** The increment of the sequences. */
    private static final int SIZE = 1000;

    private final PersistenceTransactions transactions;
    private final String nextValue;
    private long next;
    private long end;

    Block(PersistenceTransactions transactions, String nextValue) {
      this.transactions = transactions;
      this.nextValue = nextValue;
    }

    synchronized long next() {
      if (next == end) {
        next =
            transactions.inNew(
                entities ->
                    new Sql(entities).query("select " + nextValue, row -> row.getLong(1)).get(0));
        end = next + SIZE;
      }
      return next++;
    }
  }
}
