package dev.holdfast.memory;

import dev.holdfast.engine.port.CallersTransaction;

/** Says that there is never a transaction. */
public final class InMemoryCallersTransaction implements CallersTransaction {

  /** Makes it. */
  public InMemoryCallersTransaction() {}

  @Override
  public boolean isActive() {
    return false;
  }

  @Override
  public void afterCommit(Runnable action) {
    throw new IllegalStateException("No transaction is active; in memory there never is one.");
  }
}
