package dev.holdfast.testing;

/** Says that the process that wanted something of the database is dead. */
final class ProcessDiedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ProcessDiedException() {
    super("This process of the test kit has died", null, false, false);
  }
}
