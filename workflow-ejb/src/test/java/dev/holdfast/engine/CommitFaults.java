package dev.holdfast.engine;

import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.CommitFailedException;
import dev.holdfast.engine.port.StepTransactions;
import dev.holdfast.engine.port.TransactionRolledBackException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Lets the transactions of steps go wrong at their end, and counts them. */
final class CommitFaults {

  private enum Fault {
    NONE,
    MARKED,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  void markNextForRollback() {
    next.set(Fault.MARKED);
  }

  void failNextBeforeCommit() {
    next.set(Fault.BEFORE_COMMIT);
  }

  void failNextAfterCommit() {
    next.set(Fault.AFTER_COMMIT);
  }

  /** Returns how many transactions have been committed. */
  int commits() {
    return commits.get();
  }

  /** Returns how many transactions are over. */
  int ended() {
    return ended.get();
  }

  StepTransactions around(StepTransactions transactions) {
    return new StepTransactions() {
      @Override
      public Outcome run(Lease lease, Duration timeout, Work work) throws Throwable {
        try {
          return transactions.run(lease, timeout, new FaultyWork(work, next.getAndSet(Fault.NONE)));
        } finally {
          ended.incrementAndGet();
        }
      }

      @Override
      public Optional<StepRecord> find(Lease lease, int seq) {
        return transactions.find(lease, seq);
      }
    };
  }

  private final class FaultyWork implements StepTransactions.Work {

    private final StepTransactions.Work work;
    private final Fault fault;

    FaultyWork(StepTransactions.Work work, Fault fault) {
      this.work = work;
      this.fault = fault;
    }

    @Override
    public StepWritten run() throws Throwable {
      StepWritten step = work.run();
      if (fault == Fault.MARKED) {
        throw new TransactionRolledBackException();
      }
      return step;
    }

    @Override
    public void commit(Runnable commit) {
      work.commit(
          () -> {
            fail(Fault.BEFORE_COMMIT);
            commit.run();
            commits.incrementAndGet();
            fail(Fault.AFTER_COMMIT);
          });
    }

    private void fail(Fault at) {
      if (fault == at) {
        throw new CommitFailedException(new IllegalStateException("connection lost"));
      }
    }
  }
}
