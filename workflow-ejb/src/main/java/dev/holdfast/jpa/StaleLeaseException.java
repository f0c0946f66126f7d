package dev.holdfast.jpa;

/** Says that leases are not as a node has believed; the batch is rolled back and written again. */
final class StaleLeaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StaleLeaseException() {
    super("Leases have been taken away from the node since it read them");
  }
}
