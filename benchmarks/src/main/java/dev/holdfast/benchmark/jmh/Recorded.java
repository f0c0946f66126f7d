package dev.holdfast.benchmark.jmh;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.benchmark.holdfast.Steps;
import dev.holdfast.benchmark.workload.Measured;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceQueue.Inbox;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.run.Run;
import dev.holdfast.engine.run.RunListener;
import dev.holdfast.engine.run.RunServices;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowDefinition.Entrypoint;
import dev.holdfast.json.JsonbPayloadCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is an instance of which all steps are recorded and only the end is not, as a claim has loaded it.
 *
 * @param services what its runs need
 * @param instance the instance
 * @param memory its journal
 */
record Recorded(RunServices services, InstanceRecord instance, Memory memory) {

  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

  private static final WorkflowDefinition DEFINITION =
      WorkflowDefinition.of(Steps.class, "benchmark", () -> new Entrypoint(new Steps(), () -> {}));

  /** Records steps that all return a small object. */
  static Recorded ofSteps(int count) {
    PayloadCodec codec = new JsonbPayloadCodec();
    List<StepRecord> steps = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      steps.add(
          StepRecord.started(new StepKey(StepKind.RUN, "", "step", i), i, NOW)
              .completed(1, codec.encode(new Measured(i, "done")), NOW)
              .logged(2L * i, 2L * i + 1));
    }
    InstanceRecord instance =
        InstanceRecord.queued(
                1,
                new InstanceKey(Steps.NAME, "recorded"),
                new InstanceRecord.Origin(codec.encode(count), NOW, "benchmark", "java", ""),
                NOW)
            .edit()
            .status(InstanceStatus.RUNNING)
            .owner(Alone.NODE)
            .wakeAt(null)
            .build();
    return new Recorded(
        Alone.services(codec, NOW), instance, new Memory(steps, new Inbox(0, List.of()), 0));
  }

  /** Runs the code on what is recorded, on this thread, and returns how it has ended. */
  Change.Ended replay() {
    End end = new End();
    new Run(services, instance, DEFINITION, memory, end).start();
    if (end.end == null || end.end.status() != InstanceStatus.COMPLETE) {
      throw new IllegalStateException("The replay has not come to a good end: " + end.end);
    }
    return end.end;
  }

  private static final class End implements RunListener {

    private Change.@Nullable Ended end;

    @Override
    public void ended(Run run, Change.Ended written) {
      end = written;
    }

    @Override
    public void suspended(Run run, Change.Suspended suspension) {}

    @Override
    public void lost(Run run) {}
  }
}
