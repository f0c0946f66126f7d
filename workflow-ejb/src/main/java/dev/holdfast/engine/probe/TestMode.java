package dev.holdfast.engine.probe;

import dev.holdfast.api.InstanceFinishedException;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepContext;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import dev.holdfast.engine.probe.Modification.MockEvent;
import dev.holdfast.engine.run.StepProbe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what tests want of instances, by instance and by workflow, and tells the runs. It is in the
 * memory of one process: a cluster under test has one node. Thread-safe.
 */
public final class TestMode implements Introspection, StepProbe {

  private static final int PAGE = 500;

  private final Map<InstanceKey, InstanceModifications> byInstance = new ConcurrentHashMap<>();
  private final Map<String, OpenWorkflow> byWorkflow = new ConcurrentHashMap<>();
  private final Supplier<InstanceService> instances;

  /**
   * Begins without wishes.
   *
   * @param instances the door of the engine that asks; used only once that has started
   */
  public TestMode(Supplier<InstanceService> instances) {
    this.instances = instances;
  }

  @Override
  public void modify(InstanceKey key, Collection<Modification> modifications) {
    InstanceModifications own =
        byInstance.computeIfAbsent(key, k -> new InstanceModifications(List.of()));
    modifications.forEach(own::add);
    Optional<InstanceRecord> instance = instances.get().find(key);
    if (instance.isPresent()) {
      sendEvents(key, own.events(), "mocked");
      if (modifications.stream().anyMatch(Modification::endsWaits)) {
        lookAround(instance.get());
      }
    }
  }

  /** Lets an instance that waits run its code again, so that it finds out what it need not wait. */
  private void lookAround(InstanceRecord instance) {
    if (instance.status() == InstanceStatus.WAITING) {
      instances.get().steer(instance.key(), new Command.Pause());
      instances.get().steer(instance.key(), new Command.Resume());
    }
  }

  @Override
  public void erase(InstanceKey key) {
    if (instances.get().find(key).isPresent()) {
      instances.get().steer(key, new Command.Delete());
    }
    byInstance.remove(key);
  }

  @Override
  public void open(String workflow) {
    if (byWorkflow.putIfAbsent(workflow, new OpenWorkflow(newest(workflow))) != null) {
      throw new InvalidRequestException(
          "request.invalid",
          "Workflow '%s' is introspected already: close that introspector first."
              .formatted(workflow));
    }
  }

  @Override
  public void modifyAll(String workflow, Collection<Modification> modifications) {
    opened(workflow).add(newest(workflow), modifications);
  }

  @Override
  public List<InstanceKey> instances(String workflow) {
    return listAfter(workflow, opened(workflow).after());
  }

  @Override
  public void close(String workflow) {
    @Nullable OpenWorkflow open = byWorkflow.get(workflow);
    if (open != null) {
      listAfter(workflow, open.after()).forEach(this::erase);
      byWorkflow.remove(workflow);
    }
  }

  @Override
  public void starts(InstanceRecord instance) {
    @Nullable InstanceModifications own = byInstance.get(instance.key());
    if (own != null) {
      sendEvents(instance.key(), own.events(), "mocked");
    }
    @Nullable OpenWorkflow open = byWorkflow.get(instance.key().workflow());
    if (open != null) {
      sendEvents(instance.key(), open.events(instance.number()), "mocked-for-all");
    }
  }

  @Override
  public StepBody<?> body(
      InstanceRecord instance, StepKey step, StepContext context, StepBody<?> body) {
    return wishes(instance)
        .map(wish -> wish.body(step, instance.epoch(), context.attempt()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(body);
  }

  @Override
  public boolean mocks(InstanceRecord instance, StepKey step) {
    return anyWish(instance, wish -> wish.mocks(step));
  }

  @Override
  public boolean skipsSleep(InstanceRecord instance, StepKey sleep) {
    return anyWish(instance, wish -> wish.skipsSleep(sleep));
  }

  @Override
  public boolean skipsRetryDelay(InstanceRecord instance, StepKey step) {
    return anyWish(instance, wish -> wish.skipsRetryDelay(step));
  }

  @Override
  public boolean timesOut(InstanceRecord instance, StepKey wait) {
    return anyWish(instance, wish -> wish.timesOut(wait));
  }

  private boolean anyWish(InstanceRecord instance, Predicate<InstanceModifications> wanted) {
    return wishes(instance).anyMatch(wanted);
  }

  private Stream<InstanceModifications> wishes(InstanceRecord instance) {
    return Stream.concat(
        Stream.ofNullable(byInstance.get(instance.key())),
        Stream.ofNullable(byWorkflow.get(instance.key().workflow()))
            .map(open -> open.of(instance.number())));
  }

  /** Sends mocked events; in each epoch their ids make them count once. */
  private void sendEvents(InstanceKey key, List<MockEvent> events, String idPrefix) {
    try {
      for (int i = 0; i < events.size(); i++) {
        MockEvent event = events.get(i);
        instances
            .get()
            .sendEvent(key, event.type(), event.payload(), Optional.of(idPrefix + "-" + (i + 1)));
      }
    } catch (InstanceFinishedException | InstanceNotFoundException e) {
      // a mocked event is for as long as the instance takes events
    }
  }

  private OpenWorkflow opened(String workflow) {
    return Optional.ofNullable(byWorkflow.get(workflow))
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "request.invalid",
                    "Workflow '%s' is not introspected: open an introspector first."
                        .formatted(workflow)));
  }

  private long newest(String workflow) {
    return instances.get().list(InstanceQuery.allOf(workflow, false, Optional.empty(), 1)).stream()
        .map(InstanceSummary::instance)
        .mapToLong(InstanceRecord::number)
        .findFirst()
        .orElse(0);
  }

  private List<InstanceKey> listAfter(String workflow, long after) {
    List<InstanceKey> keys = new ArrayList<>();
    Optional<Long> last = Optional.of(after);
    while (last.isPresent()) {
      List<InstanceSummary> page =
          instances.get().list(InstanceQuery.allOf(workflow, true, last, PAGE));
      page.forEach(line -> keys.add(line.instance().key()));
      last =
          page.size() < PAGE
              ? Optional.empty()
              : Optional.of(page.get(PAGE - 1).instance().number());
    }
    return keys;
  }
}
