package dev.holdfast.jpa;

import jakarta.ejb.ApplicationException;

/**
 * Carries what some work threw through the container, which leaves application exceptions alone.
 */
@ApplicationException
public final class WorkFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WorkFailedException(RuntimeException cause) {
    super(cause);
  }
}
