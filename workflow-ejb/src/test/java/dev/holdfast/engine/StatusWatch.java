package dev.holdfast.engine;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.control.ControlCall;
import dev.holdfast.engine.control.Transitions.Transition;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.InstanceControl;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.InstanceReader;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.port.ScheduleStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Sees every change of a status that the engine makes, by looking at the storage before and after
 * each call of a port that writes. What the call was tells the cause.
 */
final class StatusWatch {

  private static final InstanceReader.InstanceQuery ALL =
      InstanceReader.InstanceQuery.allOf(
          TransitionScenarios.WORKFLOW, true, Optional.empty(), 10_000);

  /** The call that the thread makes, if any. */
  private static final ThreadLocal<ControlCall> CALL = new ThreadLocal<>();

  private final Map<Transition, Integer> visits = new LinkedHashMap<>();

  /** Says what a change is caused by. */
  private interface Cause {
    Transition of(@Nullable InstanceStatus from, @Nullable InstanceStatus to);
  }

  /** Returns how often each transition was seen. */
  synchronized Map<Transition, Integer> visits() {
    return new LinkedHashMap<>(visits);
  }

  /** Steers an instance, so that the change is known to be caused by that. */
  InstanceStatus steer(EngineFixture engine, InstanceKey key, Command command) {
    CALL.set(command.call());
    try {
      return engine.steer(key, command);
    } finally {
      CALL.remove();
    }
  }

  Ports around(Ports ports) {
    InstanceReader reader = ports.reader();
    JournalStore journal = ports.journal();
    Ports watched =
        ports.writingBy(
            watched(
                JournalStore.class, (proxy, method, args) -> write(reader, journal, method, args)),
            ports.stepTransactions(),
            watched(InstanceQueue.class, ports.queue(), reader, "claimed"),
            watched(InstanceControl.class, ports.control(), reader, "control"),
            watched(ScheduleStore.class, ports.schedules(), reader, "create"));
    return OtherPort.in(
        watched, NodeStore.class, watched(NodeStore.class, ports.nodes(), reader, "server lost"));
  }

  private <P> P watched(Class<P> type, P port, InstanceReader reader, String cause) {
    return watched(
        type,
        (proxy, method, args) -> {
          String name = method.getName();
          if (name.equals("change")) {
            return control(reader, () -> invoke(port, method, args));
          }
          String shown = name.equals("leave") ? "server stopped" : cause;
          return watch(
              reader,
              (from, to) -> new Transition(null, shown, from, to),
              () -> invoke(port, method, args));
        });
  }

  private static <P> P watched(Class<P> type, java.lang.reflect.InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object invoke(Object port, Method method, @Nullable Object[] args)
      throws Exception {
    try {
      return method.invoke(port, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception exception ? exception : e;
    }
  }

  /** Writes one change after another, in the order of the database, to see what each has done. */
  private synchronized @Nullable Object write(
      InstanceReader reader, JournalStore journal, Method method, Object[] args) throws Exception {
    if (!method.getName().equals("write")) {
      return invoke(journal, method, args);
    }
    long node = (Long) args[0];
    List<?> changes = (List<?>) args[1];
    Map<Object, Outcome> outcomes = new HashMap<>();
    for (Class<?> kind :
        List.of(Change.InstanceCreated.class, Change.EventAccepted.class, Change.ByRun.class)) {
      for (int i = 0; i < changes.size(); i++) {
        if (kind.isInstance(changes.get(i))) {
          Change change = (Change) changes.get(i);
          List<Outcome> written =
              watch(
                  reader,
                  (from, to) -> new Transition(null, cause(change, from, to), from, to),
                  () -> journal.write(node, List.of(change)));
          outcomes.put(i, written.get(0));
        }
      }
    }
    List<Outcome> inOrder = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      inOrder.add(outcomes.get(i));
    }
    return inOrder;
  }

  private static String cause(
      Change change, @Nullable InstanceStatus from, @Nullable InstanceStatus to) {
    if (change instanceof Change.InstanceCreated || change instanceof Change.ChildCreated) {
      return to == InstanceStatus.RUNNING ? "create, a slot is free" : "create";
    }
    if (change instanceof Change.RollbackBegan) {
      return "failed, handlers to run";
    }
    if (change instanceof Change.Suspended suspended) {
      if (suspended.status() == InstanceStatus.QUEUED) {
        return "given back";
      }
      return to == InstanceStatus.PAUSED ? "came to rest" : "has to wait";
    }
    if (change instanceof Change.Ended ended) {
      if (from == InstanceStatus.ROLLING_BACK) {
        return to == InstanceStatus.ERRORED
            ? "compensated after a failure"
            : "compensated for terminate";
      }
      return ended.failure() == null ? "completed" : "failed";
    }
    return "unexpected " + change.getClass().getSimpleName();
  }

  private synchronized @Nullable Object control(
      InstanceReader reader, Callable<@Nullable Object> work) throws Exception {
    ControlCall by = CALL.get();
    Map<Long, InstanceStatus> before = statuses(reader);
    Object result = work.call();
    if (by == null || !(result instanceof Optional<?> found) || found.isEmpty()) {
      visitChanges(before, statuses(reader), (from, to) -> new Transition(by, "nobody", from, to));
      return result;
    }
    long number = ((InstanceControl.Decision) found.get()).before().number();
    InstanceStatus from = before.get(number);
    InstanceStatus to = statuses(reader).get(number);
    boolean nothingToUndo =
        by == ControlCall.ROLL_BACK
            && to == InstanceStatus.TERMINATED
            && from != InstanceStatus.ROLLING_BACK;
    visit(
        nothingToUndo
            ? new Transition(null, "roll back, nothing to undo", from, to)
            : new Transition(by, by.name().toLowerCase(Locale.ROOT).replace('_', ' '), from, to));
    return result;
  }

  private synchronized <T> T watch(InstanceReader reader, Cause cause, Callable<T> write)
      throws Exception {
    Map<Long, InstanceStatus> before = statuses(reader);
    T result = write.call();
    visitChanges(before, statuses(reader), cause);
    return result;
  }

  private void visitChanges(
      Map<Long, InstanceStatus> before, Map<Long, InstanceStatus> after, Cause cause) {
    Set<Long> numbers = new TreeSet<>(before.keySet());
    numbers.addAll(after.keySet());
    for (Long number : numbers) {
      if (before.get(number) != after.get(number)) {
        visit(cause.of(before.get(number), after.get(number)));
      }
    }
  }

  private void visit(Transition transition) {
    visits.merge(transition, 1, Integer::sum);
  }

  private static Map<Long, InstanceStatus> statuses(InstanceReader reader) {
    Map<Long, InstanceStatus> statuses = new HashMap<>();
    reader
        .list(ALL)
        .forEach(line -> statuses.put(line.instance().number(), line.instance().status()));
    return statuses;
  }
}
