package dev.holdfast.engine.statistics;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.log.WriteObserver;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceQueue.Claim;
import dev.holdfast.engine.port.Measurements;
import dev.holdfast.engine.port.ScheduleStore.Firing;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Tells those who measure what a node has committed. Thread-safe. */
public final class Meter implements WriteObserver {

  private final WorkflowRegistry registry;
  private final LongFunction<Optional<InstanceRecord>> running;
  private volatile Measurements[] all = {};

  /**
   * Makes a meter that nobody reads.
   *
   * @param registry knows the limits of workflows
   * @param running finds an instance that this node runs
   */
  public Meter(WorkflowRegistry registry, LongFunction<Optional<InstanceRecord>> running) {
    this.registry = registry;
    this.running = running;
  }

  /**
   * Adds somebody who measures.
   *
   * @param measurements is told
   */
  public synchronized void add(Measurements measurements) {
    Measurements[] more = Arrays.copyOf(all, all.length + 1);
    more[all.length] = measurements;
    all = more;
  }

  @Override
  public void written(List<Change> changes) {
    Measurements[] told = all;
    if (told.length > 0) {
      for (Change change : changes) {
        written(told, change);
      }
    }
  }

  @Override
  public void joined(List<Change> changes) {
    written(changes);
  }

  private void written(Measurements[] told, Change change) {
    if (change instanceof Change.StepWritten step) {
      stepWritten(told, step);
    } else if (change instanceof Change.Ended ended) {
      ended(told, ended);
    } else if (change instanceof Change.InstanceCreated created) {
      created(told, created.record());
    } else if (change instanceof Change.ChildCreated created) {
      created(told, created.record());
    } else if (change instanceof Change.EventAccepted event && !event.record().isInternal()) {
      for (Measurements each : told) {
        each.eventAccepted();
      }
      @Nullable InstanceRecord waiting = event.waiting();
      @Nullable String workflow =
          waiting == null ? workflow(event.instance()) : waiting.key().workflow();
      near(told, workflow, "event", event.record().payload());
    }
  }

  private void stepWritten(Measurements[] told, Change.StepWritten change) {
    @Nullable String workflow = workflow(change.instance());
    if (workflow == null) {
      return;
    }
    for (Measurements each : told) {
      each.stepWritten(workflow, change.record());
    }
    if (change.record().status() == StepStatus.COMPLETE) {
      near(told, workflow, "result", change.record().result());
    }
  }

  private void ended(Measurements[] told, Change.Ended change) {
    @Nullable String workflow = workflow(change.instance());
    if (workflow == null) {
      return;
    }
    for (Measurements each : told) {
      each.ended(workflow, change.status());
    }
    near(told, workflow, "output", change.output());
  }

  private void created(Measurements[] told, InstanceRecord instance) {
    String workflow = instance.key().workflow();
    for (Measurements each : told) {
      each.created(workflow);
    }
    near(told, workflow, "params", instance.origin().params());
  }

  /** Returns null for an instance that does not run here. */
  private @Nullable String workflow(long instance) {
    return running.apply(instance).map(it -> it.key().workflow()).orElse(null);
  }

  private void near(
      Measurements[] told, @Nullable String workflow, String what, @Nullable EncodedValue value) {
    if (value == null) {
      return;
    }
    Limits limits = limits(workflow);
    boolean isGiven = what.equals("params") || what.equals("event");
    int half = (isGiven ? limits.payloadBytes() : limits.resultBytes()) / 2;
    // No character takes more than three bytes, a pair of them four: few values need be counted.
    if (value.data().length() > half / 3 && value.sizeInBytes() > half) {
      for (Measurements each : told) {
        each.nearLimit(workflow == null ? "" : workflow, what);
      }
    }
  }

  private Limits limits(@Nullable String workflow) {
    return Optional.ofNullable(workflow)
        .flatMap(registry::find)
        .map(WorkflowDefinition::settings)
        .map(it -> it.limits())
        .orElse(Limits.DEFAULT);
  }

  @Override
  public void flushed(int changes, Duration taken) {
    for (Measurements each : all) {
      each.flushed(changes, taken);
    }
  }

  @Override
  public void claimed(Claim claim, Instant now) {
    for (Measurements each : all) {
      for (int i = 0; i < claim.instances().size(); i++) {
        each.claimed(claim.instances().get(i).key().workflow(), claim.dueTimes().get(i), now);
      }
    }
  }

  @Override
  public void controlled(Decision decision) {
    InstanceStatus before = decision.before().status();
    decision
        .after()
        .map(InstanceRecord::status)
        .filter(after -> after.isTerminal() && !before.isTerminal())
        .ifPresent(
            after -> {
              for (Measurements each : all) {
                each.ended(decision.before().key().workflow(), after);
              }
            });
  }

  @Override
  public void fired(Firing firing) {
    Measurements[] told = all;
    firing.instances().forEach(instance -> created(told, instance));
  }
}
