package dev.holdfast.engine.probe;

import java.util.Optional;

/** Tells whether this server was started in test mode. */
@FunctionalInterface
public interface TestAccess {

  /**
   * Returns what tests may change.
   *
   * @return the introspection; empty outside test mode
   */
  Optional<Introspection> introspection();
}
