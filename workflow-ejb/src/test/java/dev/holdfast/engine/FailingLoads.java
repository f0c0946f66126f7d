package dev.holdfast.engine;

import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.Ports;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets a node claim an instance and then fail to load it, so that it owns it without a run. */
final class FailingLoads {

  private final AtomicBoolean next = new AtomicBoolean();

  void failNext() {
    next.set(true);
  }

  void awaitFailure() {
    EngineFixture.awaitThat(() -> !next.get());
  }

  Ports around(Ports ports) {
    InstanceQueue queue = ports.queue();
    InstanceQueue failing =
        (InstanceQueue)
            Proxy.newProxyInstance(
                InstanceQueue.class.getClassLoader(),
                new Class<?>[] {InstanceQueue.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("load") && next.compareAndSet(true, false)) {
                    throw new IllegalStateException("connection lost");
                  }
                  try {
                    return method.invoke(queue, args);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return ports.writingBy(ports.journal(), failing, ports.control());
  }
}
