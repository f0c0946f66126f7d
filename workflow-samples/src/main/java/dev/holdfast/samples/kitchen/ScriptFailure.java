package dev.holdfast.samples.kitchen;

/** Is the failure that a script asked for, of a step's attempt or of the whole workflow. */
public final class ScriptFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ScriptFailure(String message) {
    super(message);
  }
}
