package dev.holdfast.jpa;

import dev.holdfast.engine.port.ParkedMessages;

/** Keeps parked messages in the database. */
final class JpaParkedMessages implements ParkedMessages {

  private final PersistenceTransactions transactions;

  JpaParkedMessages(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void park(ParkedMessage message) {
    try {
      transactions.inNew(
          entities -> {
            if (entities.find(ParkedMessageEntity.class, message.messageId()) == null) {
              entities.persist(new ParkedMessageEntity(message));
              entities.flush();
            }
            return true;
          });
    } catch (RuntimeException e) {
      if (!DatabaseErrors.isDuplicate(e)) {
        throw e;
      }
      // The same message was parked by another thread: once is what was asked for.
    }
  }
}
