package dev.holdfast.benchmark.journal;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change.Ended;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Makes what is written: with the same columns set as the workflows of the engine set. */
final class Written {

  private static final String VERSION = "1.0.0";
  private static final String EVENT = "go";

  private Written() {}

  static InstanceRecord instance(long number, String id, long node) {
    Origin origin = new Origin(null, now(), VERSION, "java", "");
    return InstanceRecord.queued(number, new InstanceKey("journal", id), origin, now())
        .runningOn(node);
  }

  static StepRecord step(int number) {
    return StepRecord.started(new StepKey(StepKind.RUN, "", "only", number), number, now())
        .completed(1, value(), now());
  }

  static StepRecord waiting() {
    return StepRecord.started(new StepKey(StepKind.WAIT_FOR_EVENT, "", "wait", 1), 1, now())
        .waitingUntil(tomorrow(), EVENT);
  }

  static Suspended suspension(InstanceRecord instance) {
    return new Suspended(
        instance.lease(),
        InstanceStatus.WAITING,
        tomorrow(),
        instance.signals(),
        now(),
        VERSION,
        now(),
        instance.log(),
        List.of(EVENT));
  }

  static EventRecord event(long number, InstanceRecord instance) {
    return new EventRecord(
        number, instance.number(), instance.epoch(), "e" + number, EVENT, value(), now());
  }

  static Ended end(InstanceRecord instance) {
    return new Ended(
        instance.lease(),
        InstanceStatus.COMPLETE,
        value(),
        null,
        now(),
        now(),
        VERSION,
        tomorrow(),
        instance.log(),
        List.of(),
        null);
  }

  private static EncodedValue value() {
    return new EncodedValue(
        "json", "dev.holdfast.benchmark.workload.Measured", "{\"number\":1,\"text\":\"done\"}");
  }

  private static Instant tomorrow() {
    return now().plus(1, ChronoUnit.DAYS);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
