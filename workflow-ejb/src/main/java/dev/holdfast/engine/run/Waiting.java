package dev.holdfast.engine.run;

import dev.holdfast.engine.port.AlarmClock.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Lets a strand wait for a point in time: a short while on its thread, longer ones without it. */
final class Waiting {

  private final Run run;
  private final Execution execution;

  Waiting(Run run, Execution execution) {
    this.run = run;
    this.execution = execution;
  }

  /** Returns when the time has come; leaves the thread when that is further away. */
  void until(Instant at) {
    boolean durable = false;
    while (true) {
      Duration rest = Duration.between(run.now(), at);
      if (rest.isNegative() || rest.isZero()) {
        return;
      }
      if (run.isHalting() || rest.compareTo(run.services().settings().inlineThreshold()) > 0) {
        throw execution.park(Parking.until(at));
      }
      if (!durable) {
        run.barrier(execution);
        durable = true;
      }
      restUntil(at);
    }
  }

  private void restUntil(Instant at) {
    CountDownLatch rung = new CountDownLatch(1);
    Alarm alarm = run.services().ports().alarms().set(at, rung::countDown);
    try {
      execution.pauseOn(rung, run::isHalting);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw execution.park(Parking.until(at));
    } finally {
      alarm.cancel();
    }
    if (execution.isAbandoned()) {
      throw new Suspension();
    }
  }
}
