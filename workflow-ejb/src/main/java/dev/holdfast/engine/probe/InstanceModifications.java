package dev.holdfast.engine.probe;

import dev.holdfast.api.StepBody;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.probe.Modification.ForceEventTimeout;
import dev.holdfast.engine.probe.Modification.ForceTimeout;
import dev.holdfast.engine.probe.Modification.MockError;
import dev.holdfast.engine.probe.Modification.MockEvent;
import dev.holdfast.engine.probe.Modification.MockResult;
import dev.holdfast.engine.probe.Modification.SkipRetryDelays;
import dev.holdfast.engine.probe.Modification.SkipSleeps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Is all that a test wants of one instance. Thread-safe. */
final class InstanceModifications {

  private final Map<StepKey, MockedStep> steps = new HashMap<>();
  private final Which sleeps = new Which();
  private final Which retryDelays = new Which();
  private final Set<StepKey> timedOut = new HashSet<>();
  private final List<MockEvent> events = new ArrayList<>();

  InstanceModifications(Collection<Modification> modifications) {
    modifications.forEach(this::add);
  }

  /** Adds one more; refuses what contradicts an earlier one. */
  synchronized void add(Modification modification) {
    if (modification instanceof SkipSleeps skip) {
      sleeps.add(skip.sleeps());
    } else if (modification instanceof SkipRetryDelays skip) {
      retryDelays.add(skip.steps());
    } else if (modification instanceof MockResult mock) {
      step(mock.step()).add(mock);
    } else if (modification instanceof MockError mock) {
      step(mock.step()).add(mock);
    } else if (modification instanceof ForceTimeout forced) {
      step(forced.step()).add(forced);
    } else if (modification instanceof ForceEventTimeout forced) {
      timedOut.add(forced.step());
    } else if (modification instanceof MockEvent event) {
      events.add(event);
    }
  }

  synchronized Optional<StepBody<?>> body(StepKey key, int epoch, int attempt) {
    @Nullable MockedStep step = steps.get(named(key));
    return step == null ? Optional.empty() : step.body(epoch, attempt);
  }

  synchronized boolean mocks(StepKey key) {
    return steps.containsKey(named(key));
  }

  /** Tests name batch jobs as they name work; so a name means both. */
  private static StepKey named(StepKey key) {
    return key.kind() == StepKind.BATCH ? key.as(StepKind.RUN) : key;
  }

  synchronized boolean skipsSleep(StepKey sleep) {
    return sleeps.contains(sleep);
  }

  synchronized boolean skipsRetryDelay(StepKey step) {
    return retryDelays.contains(named(step));
  }

  synchronized boolean timesOut(StepKey wait) {
    return timedOut.contains(wait);
  }

  synchronized List<MockEvent> events() {
    return List.copyOf(events);
  }

  private MockedStep step(StepKey key) {
    return steps.computeIfAbsent(key, MockedStep::new);
  }

  /** Is all steps, or chosen ones. */
  private static final class Which {

    private final Set<StepKey> chosen = new HashSet<>();
    private boolean all;

    void add(Set<StepKey> steps) {
      all |= steps.isEmpty();
      chosen.addAll(steps);
    }

    boolean contains(StepKey step) {
      return all || chosen.contains(step);
    }
  }
}
