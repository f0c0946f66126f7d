package dev.holdfast.engine.port;

/** Says that a transaction was marked for rollback, or was ended, by the work done in it. */
public final class TransactionRolledBackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes the error. */
  public TransactionRolledBackException() {
    super("The transaction can only roll back.");
  }
}
