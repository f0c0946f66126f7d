package dev.holdfast.jpa;

import dev.holdfast.engine.port.CallersTransaction;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Looks at the JTA transaction of the calling thread. */
public final class JtaCallersTransaction implements CallersTransaction {

  private final TransactionSynchronizationRegistry registry;

  /**
   * Makes it.
   *
   * @param registry the server's registry
   */
  public JtaCallersTransaction(TransactionSynchronizationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public boolean isActive() {
    return switch (registry.getTransactionStatus()) {
      case Status.STATUS_NO_TRANSACTION, Status.STATUS_COMMITTED, Status.STATUS_ROLLEDBACK -> false;
      default -> true;
    };
  }

  @Override
  public void afterCommit(Runnable action) {
    if (registry.getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK) {
      return;
    }
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              action.run();
            }
          }
        });
  }
}
