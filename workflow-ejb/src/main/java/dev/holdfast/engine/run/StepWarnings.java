package dev.holdfast.engine.run;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Warns of steps that are on their way to a limit, while there is time to change them. */
final class StepWarnings {

  private static final System.Logger LOG = System.getLogger(StepWarnings.class.getName());

  private StepWarnings() {}

  static void resultStored(InstanceKey instance, StepKey step, long bytes, long limitBytes) {
    if (bytes > limitBytes / 2) {
      LOG.log(
          Level.WARNING,
          "Instance {0}: the result of step ''{1}'' has {2} bytes, more than half of the limit of"
              + " {3}",
          instance,
          step.shown(),
          Long.toString(bytes),
          Long.toString(limitBytes));
    }
  }

  static void storageUsed(InstanceKey instance, StepKey step, long limitBytes) {
    LOG.log(
        Level.WARNING,
        "Instance {0}: with the result of step ''{1}'' it stores more than half of its limit of {2}"
            + " bytes",
        instance,
        step.shown(),
        Long.toString(limitBytes));
  }

  static void attemptEnded(InstanceKey instance, StepKey step, Duration took, Duration timeout) {
    if (took.compareTo(timeout.dividedBy(2)) > 0) {
      LOG.log(
          Level.WARNING,
          "Instance {0}: an attempt of step ''{1}'' took {2} ms, more than half of its timeout of"
              + " {3} ms",
          instance,
          step.shown(),
          Long.toString(took.toMillis()),
          Long.toString(timeout.toMillis()));
    }
  }
}
