package dev.holdfast.access;

import dev.holdfast.engine.probe.Introspection;
import dev.holdfast.engine.probe.TestAccess;
import java.util.Optional;

/** Is the door to introspection for callers with a login: it can erase instances. */
public final class GuardedTestAccess implements TestAccess {

  private final TestAccess engine;
  private final Guard guard;

  /**
   * Puts the guard before the engine.
   *
   * @param engine does what is asked for
   * @param guard knows who may ask
   */
  public GuardedTestAccess(TestAccess engine, Guard guard) {
    this.engine = engine;
    this.guard = guard;
  }

  @Override
  public Optional<Introspection> introspection() {
    Optional<Introspection> introspection = engine.introspection();
    introspection.ifPresent(it -> guard.admin());
    return introspection;
  }
}
