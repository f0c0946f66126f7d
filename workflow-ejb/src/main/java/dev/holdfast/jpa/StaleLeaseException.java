package dev.holdfast.jpa;

/** Says that a node believed a lease in force that is not; the batch is written again. */
final class StaleLeaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StaleLeaseException() {
    super("A lease was lost without its node being told");
  }
}
