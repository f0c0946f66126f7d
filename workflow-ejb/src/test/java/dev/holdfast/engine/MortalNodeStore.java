package dev.holdfast.engine;

import dev.holdfast.engine.port.NodeStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Is the node store of a process that may die: from then on it does not join again. */
record MortalNodeStore(NodeStore store, AtomicBoolean life) implements NodeStore {

  @Override
  public long join(String name) {
    if (!life.get()) {
      throw new IllegalStateException("This process is dead");
    }
    return store.join(name);
  }

  @Override
  public boolean heartbeat(long node) {
    return store.heartbeat(node);
  }

  @Override
  public int takeOverExpired(long self, Duration lease) {
    return store.takeOverExpired(self, lease);
  }

  @Override
  public void leave(long node) {
    store.leave(node);
  }

  @Override
  public List<NodeRecord> listLive() {
    return store.listLive();
  }
}
