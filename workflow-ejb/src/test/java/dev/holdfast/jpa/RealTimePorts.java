package dev.holdfast.jpa;

import dev.holdfast.engine.port.BatchCalls;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.json.JsonbPayloadCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes the ports of an engine on a real database, by the real clock. */
final class RealTimePorts {

  private RealTimePorts() {}

  static Ports of(
      TestDatabase database,
      JpaPorts storage,
      ScheduledExecutorService timer,
      ExecutorService threads) {
    return new Ports(
        storage.journalStore(),
        storage.stepTransactions(),
        storage.blobStore(),
        storage.instanceQueue(),
        storage.nodeStore(),
        storage.instanceControl(),
        storage.instanceReader(),
        storage.scheduleStore(),
        storage.eventLogReader(),
        storage.purge(),
        storage.childClosings(),
        BatchCalls.NONE,
        storage.idSource(),
        database.transactions,
        new JsonbPayloadCodec(),
        (at, action) -> {
          long millis = Math.max(0, Duration.between(now(), at).toMillis());
          var alarm = timer.schedule(action, millis, TimeUnit.MILLISECONDS);
          return () -> alarm.cancel(false);
        },
        RealTimePorts::now,
        threads,
        threads,
        new Random(1));
  }

  /** Returns the time as finely as databases store it. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
