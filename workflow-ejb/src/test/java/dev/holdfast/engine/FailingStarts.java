package dev.holdfast.engine;

import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.Ports;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/** Lets a node claim an instance and then fail to start it, so that it owns it without a run. */
final class FailingStarts {

  private final AtomicReference<String> next = new AtomicReference<>("");

  /** Lets the next load of what has been claimed fail. */
  void failNextLoad() {
    next.set("load");
  }

  /** Lets the next note that an instance has been recovered fail. */
  void failNextNote() {
    next.set("noteRecovery");
  }

  void awaitFailure() {
    EngineFixture.awaitThat(() -> next.get().isEmpty());
  }

  Ports around(Ports ports) {
    InstanceQueue queue = ports.queue();
    InstanceQueue failing =
        (InstanceQueue)
            Proxy.newProxyInstance(
                InstanceQueue.class.getClassLoader(),
                new Class<?>[] {InstanceQueue.class},
                (proxy, method, args) -> {
                  if (next.compareAndSet(method.getName(), "")) {
                    throw new IllegalStateException("connection lost");
                  }
                  try {
                    return method.invoke(queue, args);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return ports.writingBy(
        ports.journal(), ports.stepTransactions(), failing, ports.control(), ports.schedules());
  }
}
