package dev.holdfast.engine;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.JournalStore;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Lets the first process die just before it writes a certain step: what was handed over earlier is
 * written, nothing later is. The processes after it live.
 */
final class Death implements UnaryOperator<JournalStore> {

  private final Predicate<StepRecord> end;
  private boolean used;
  private volatile boolean come;

  private Death(Predicate<StepRecord> end) {
    this.end = end;
  }

  static Death before(Predicate<StepRecord> step) {
    return new Death(step);
  }

  boolean hasCome() {
    return come;
  }

  @Override
  public JournalStore apply(JournalStore store) {
    JournalStore made = used ? store : new MortalStore(store);
    used = true;
    return made;
  }

  private final class MortalStore implements JournalStore {

    private final JournalStore store;

    MortalStore(JournalStore store) {
      this.store = store;
    }

    @Override
    public synchronized List<Outcome> write(long node, List<Change> changes) {
      for (int i = 0; i < changes.size() && !come; i++) {
        if (changes.get(i) instanceof StepWritten written && end.test(written.record())) {
          store.write(node, changes.subList(0, i));
          come = true;
        }
      }
      if (come) {
        throw new IllegalStateException("This process is dead");
      }
      return store.write(node, changes);
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      return store.writeInCallersTransaction(changes);
    }
  }
}
