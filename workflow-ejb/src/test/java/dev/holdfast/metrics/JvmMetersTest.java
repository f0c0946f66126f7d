package dev.holdfast.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Says that collections of garbage are measured, and for how long. */
class JvmMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final JvmMeters meters = new JvmMeters(registry);
  private final AtomicInteger collections = new AtomicInteger();
  private final NotificationListener listener =
      (notification, handback) -> collections.incrementAndGet();

  /** Listens after the meters do, so that they have been told when this test is. */
  JvmMetersTest() {
    emitters().forEach(it -> it.addNotificationListener(listener, null, null));
  }

  @AfterEach
  void close() throws ListenerNotFoundException {
    for (NotificationEmitter emitter : emitters().toList()) {
      emitter.removeNotificationListener(listener);
    }
    meters.close();
  }

  @Test
  void measuresCollectionsUntilTheyAreClosed() {
    collectGarbage();
    long measured = pauses();

    meters.close();
    collectGarbage();

    assertThat(measured).isPositive();
    assertThat(pauses()).isEqualTo(measured);
  }

  private void collectGarbage() {
    int before = collections.get();
    System.gc();
    Awaitility.await().until(() -> collections.get() > before);
  }

  private long pauses() {
    return registry.find("jvm.gc.pause").timers().stream().mapToLong(Timer::count).sum();
  }

  private static Stream<NotificationEmitter> emitters() {
    return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
        .map(NotificationEmitter.class::cast);
  }
}
