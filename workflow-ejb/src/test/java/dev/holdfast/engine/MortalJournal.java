package dev.holdfast.engine;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import java.util.List;

/** Is the journal of a process that dies at its nth write: nothing that it writes later lands. */
final class MortalJournal implements JournalStore {

  private final JournalStore store;
  private final int lastWrite;
  private final boolean lastWriteLands;
  private int writes;

  MortalJournal(JournalStore store, int lastWrite, boolean lastWriteLands) {
    this.store = store;
    this.lastWrite = lastWrite;
    this.lastWriteLands = lastWriteLands;
  }

  @Override
  public synchronized List<Outcome> write(long node, List<Change> changes) {
    writes++;
    if (writes < lastWrite) {
      return store.write(node, changes);
    }
    if (writes == lastWrite && lastWriteLands) {
      store.write(node, changes);
    }
    throw new IllegalStateException("This process is dead");
  }

  @Override
  public List<Outcome> writeInCallersTransaction(List<Change> changes) {
    return store.writeInCallersTransaction(changes);
  }

  synchronized boolean isDead() {
    return writes >= lastWrite;
  }
}
