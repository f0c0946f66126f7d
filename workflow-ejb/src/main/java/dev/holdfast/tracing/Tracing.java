package dev.holdfast.tracing;

import dev.holdfast.engine.run.StepProbe;

/** Finds out whether there is anything to trace with; needs no class of OpenTelemetry itself. */
public final class Tracing {

  private static final String API = "io.opentelemetry.api.GlobalOpenTelemetry";

  private Tracing() {}

  /**
   * Adds spans to what runs ask for, if the API of OpenTelemetry is there.
   *
   * @param probe what runs ask
   * @param loader where the API is looked for
   * @return the probe itself when it is not there
   */
  public static StepProbe around(StepProbe probe, ClassLoader loader) {
    return isPresent(loader) ? TracingProbe.global(probe) : probe;
  }

  private static boolean isPresent(ClassLoader loader) {
    try {
      Class.forName(API, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
