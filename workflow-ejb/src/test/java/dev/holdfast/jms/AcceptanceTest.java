package dev.holdfast.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.QueueFullException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.ParkedMessages;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AcceptanceTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
  private final List<String> parked = new ArrayList<>();
  private int refusals;
  private int created;

  @Test
  void letsACommandWaitWhileTheQueueOfItsWorkflowIsFull() {
    refusals = 3;
    Instant begin = now.get();

    acceptance().command(command());

    assertThat(created).isEqualTo(1);
    assertThat(parked).isEmpty();
    assertThat(Duration.between(begin, now.get())).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void parksACommandForWhichThereIsNoRoomForLong() {
    refusals = 1_000;
    Instant begin = now.get();

    acceptance().command(command());

    assertThat(created).isZero();
    assertThat(parked).containsExactly("queue.full");
    assertThat(Duration.between(begin, now.get())).isEqualTo(Duration.ofSeconds(20));
  }

  private Acceptance acceptance() {
    ParkedMessages messages = message -> parked.add(message.code());
    return new Acceptance(
        fake(InstanceService.class, Map.of()),
        messages,
        now::get,
        pause -> now.updateAndGet(time -> time.plus(pause)));
  }

  private Created create() {
    if (refusals > 0) {
      refusals--;
      throw new QueueFullException("Full.", Duration.ofSeconds(2));
    }
    created++;
    InstanceRecord.Origin origin = new InstanceRecord.Origin(null, now.get(), "1", "jms", "ID:1");
    return new Created(
        InstanceRecord.queued(1, new InstanceKey("order", "a"), origin, now.get()), false);
  }

  private TextMessage command() {
    return fake(
        TextMessage.class,
        Map.of(
            "getPropertyNames", Collections.enumeration(List.of("workflow")),
            "getObjectProperty", "order",
            "getJMSMessageID", "ID:1"));
  }

  private <T> T fake(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) ->
                method.getName().equals("create") ? create() : answers.get(method.getName())));
  }
}
