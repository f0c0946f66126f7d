package dev.holdfast.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.QueueFullException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.port.ParkedMessages;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryParkedMessages;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final QueueMessage COMMAND =
      new QueueMessage("ID:1", QueueMessage.COMMANDS, Map.of("workflow", "order"), null, true);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
  private final ParkedMessages parked = new InMemoryParkedMessages(new InMemoryDatabase(now::get));
  private int refusals;
  private int created;

  @Test
  void letsACommandWaitWhileTheQueueOfItsWorkflowIsFull() {
    refusals = 3;
    Instant begin = now.get();

    intake().accept(COMMAND);

    assertThat(created).isEqualTo(1);
    assertThat(parkedCodes()).isEmpty();
    assertThat(Duration.between(begin, now.get())).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void parksACommandForWhichThereIsNoRoomForLong() {
    refusals = 1_000;
    Instant begin = now.get();

    intake().accept(COMMAND);

    assertThat(created).isZero();
    assertThat(parkedCodes()).containsExactly("queue.full");
    assertThat(Duration.between(begin, now.get())).isEqualTo(Duration.ofSeconds(20));
  }

  private List<String> parkedCodes() {
    return parked.list(ParkedMessages.Filter.ALL, Optional.empty(), 10).stream()
        .map(ParkedMessage::refusal)
        .map(ParkedMessage.Refusal::code)
        .toList();
  }

  private Intake intake() {
    return new Intake(
        instances(), parked, now::get, pause -> now.updateAndGet(time -> time.plus(pause)));
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

  private InstanceService instances() {
    return (InstanceService)
        Proxy.newProxyInstance(
            InstanceService.class.getClassLoader(),
            new Class<?>[] {InstanceService.class},
            (proxy, method, args) -> {
              assertThat(method.getName()).isEqualTo("create");
              return create();
            });
  }
}
