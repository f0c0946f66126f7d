package dev.holdfast.memory;

import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.StepTransactions;
import dev.holdfast.memory.InMemoryDatabase.Enlisted;
import dev.holdfast.memory.InMemoryDatabase.EntryKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs work and writes its step afterwards. What the work does elsewhere in memory is not part of
 * that, unless it is handed to {@link InMemoryDatabase#onCommit}.
 */
public final class InMemoryStepTransactions implements StepTransactions {

  private final InMemoryDatabase database;
  private final JournalStore journal;

  /**
   * Makes it.
   *
   * @param database what to read from
   * @param journal writes the steps
   */
  public InMemoryStepTransactions(InMemoryDatabase database, JournalStore journal) {
    this.database = database;
    this.journal = journal;
  }

  @Override
  public Outcome run(Lease lease, Duration timeout, Work work) throws Throwable {
    Enlisted enlisted = database.begin();
    try {
      StepWritten step = work.run();
      List<Outcome> outcomes = new ArrayList<>();
      work.commit(
          () -> {
            database.commits(enlisted);
            outcomes.addAll(journal.write(lease.node(), List.of(step)));
          });
      return outcomes.get(0);
    } finally {
      database.end();
    }
  }

  @Override
  public Optional<StepRecord> find(Lease lease, int seq) {
    return database.inTransaction(
        () -> {
          database.requireLive(lease.node());
          return Optional.ofNullable(
              database.steps.get(new EntryKey(lease.instance(), lease.epoch(), seq, 0)));
        });
  }
}
