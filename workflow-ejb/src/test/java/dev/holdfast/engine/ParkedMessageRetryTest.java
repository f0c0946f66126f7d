package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.message.EngineParkedMessageService;
import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.port.JournalUnavailableException;
import dev.holdfast.engine.port.ParkedMessages;
import dev.holdfast.engine.port.ParkedMessages.Filter;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryParkedMessages;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParkedMessageRetryTest {

  private static final Refusal REFUSAL = new Refusal("instance.not_found", "Not there.");

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final EngineFixture engine = new EngineFixture();
  private final ParkedMessages parked =
      new InMemoryParkedMessages(new InMemoryDatabase(engine.clock));

  /** Is thrown instead of calling the method of this name, once. */
  private final Map<String, RuntimeException> failures = new HashMap<>();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void handsAnEventOverAndDropsTheMessage() {
    InstanceKey key = createWaiting();
    park(event("ID:1", Map.of("instanceId", "i"), "{\"by\":\"ann\"}"));

    assertThat(service().retry("ID:1", "eve")).isEqualTo(key);

    assertThat(parked.count(Filter.ALL)).isZero();
    assertThat(engine.awaitEnd(key).output()).isNotNull();
  }

  @Test
  void createsTheInstanceThatACommandAskedFor() {
    engine.deploy("w", (event, step) -> event.payload());
    park(new QueueMessage("ID:1", QueueMessage.COMMANDS, Map.of("workflow", "w"), null, true));

    InstanceKey created = service().retry("ID:1", "eve");

    assertThat(parked.count(Filter.ALL)).isZero();
    assertThat(engine.awaitEnd(created).origin().caller()).isEqualTo("ID:1");
  }

  @Test
  void keepsAMessageThatIsRefusedAgainWithTheNewReason() {
    engine.deploy("w", (event, step) -> null);
    InstanceKey finished = engine.create("w", "i");
    engine.awaitEnd(finished);
    park(event("ID:1", Map.of("instanceId", "i"), "1"));

    for (int i = 1; i <= 2; i++) {
      assertThatExceptionOfType(WorkflowException.class)
          .isThrownBy(() -> service().retry("ID:1", "eve"))
          .returns("instance.finished", WorkflowException::code);
    }

    ParkedMessage kept = parked.find("ID:1").orElseThrow().parked();
    assertThat(kept.refusal().code()).isEqualTo("instance.finished");
    assertThat(kept.refusal().reason()).contains("takes no more events");
    assertThat(kept.retries()).isEqualTo(2);
    assertThat(kept.retriedAt()).isEqualTo(engine.clock.instant());
    assertThat(kept.retriedBy()).isEqualTo("eve");
  }

  @Test
  void keepsAMessageOverWhichTheEngineFails() {
    createWaiting();
    park(event("ID:1", Map.of("instanceId", "i"), "1"));
    failures.put("sendEvent", new IllegalStateException("a bug"));

    assertThatIllegalStateException().isThrownBy(() -> service().retry("ID:1", "eve"));

    ParkedMessage kept = parked.find("ID:1").orElseThrow().parked();
    assertThat(kept.refusal())
        .isEqualTo(new Refusal("internal", "java.lang.IllegalStateException: a bug"));
    assertThat(kept.retries()).isEqualTo(1);
  }

  @Test
  void countsNoRetryWhileTheDatabaseIsAway() {
    createWaiting();
    park(event("ID:1", Map.of("instanceId", "i"), "1"));
    failures.put("sendEvent", new JournalUnavailableException(new SQLException("gone")));

    assertThatExceptionOfType(JournalUnavailableException.class)
        .isThrownBy(() -> service().retry("ID:1", "eve"));

    assertThat(parked.find("ID:1").orElseThrow().parked())
        .isEqualTo(ParkedMessage.of(event("ID:1", Map.of("instanceId", "i"), "1"), REFUSAL, START));
  }

  @Test
  void neitherDoublesNorLosesAnEventWhenTheServerDiesBeforeTheMessageIsDropped() {
    InstanceKey key = createWaiting();
    park(event("ID:1", Map.of("instanceId", "i"), "1"));
    failures.put("remove", new IllegalStateException("the server dies"));
    assertThatIllegalStateException().isThrownBy(() -> service().retry("ID:1", "eve"));
    assertThat(parked.find("ID:1").orElseThrow().parked().retries()).isZero();

    service().retry("ID:1", "eve");

    assertThat(parked.count(Filter.ALL)).isZero();
    engine.awaitEnd(key);
    assertThat(engine.logTypes(key)).containsOnlyOnce("event_received");
  }

  @Test
  void neitherDoublesNorLosesAnInstanceWhenTheServerDiesBeforeTheMessageIsDropped() {
    engine.deploy("w", (event, step) -> null);
    park(new QueueMessage("ID:1", QueueMessage.COMMANDS, Map.of("workflow", "w"), "{}", true));
    failures.put("remove", new IllegalStateException("the server dies"));
    assertThatIllegalStateException().isThrownBy(() -> service().retry("ID:1", "eve"));

    InstanceKey created = service().retry("ID:1", "eve");

    assertThat(parked.count(Filter.ALL)).isZero();
    engine.awaitEnd(created);
    assertThat(engine.counts("w").values().stream().mapToLong(it -> it).sum()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoTextAgain() {
    createWaiting();
    park(
        new QueueMessage(
            "ID:1",
            QueueMessage.EVENTS,
            Map.of("workflow", "w", "instanceId", "i", "eventType", "t"),
            null,
            false));

    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(() -> service().retry("ID:1", "eve"))
        .withMessageContaining("not a TextMessage");
  }

  @Test
  void dropsAMessageOnce() {
    park(event("ID:1", Map.of("instanceId", "i"), "1"));

    service().delete("ID:1", "eve");

    for (Runnable call :
        List.<Runnable>of(
            () -> service().delete("ID:1", "eve"),
            () -> service().retry("ID:1", "eve"),
            () -> service().get("ID:1"))) {
      assertThatExceptionOfType(WorkflowException.class)
          .isThrownBy(call::run)
          .withMessageContaining("'ID:1'")
          .returns("message.not_found", WorkflowException::code);
    }
  }

  @Test
  void namesTheInstanceThatIsStillUnknown() {
    engine.deploy("w", (event, step) -> null);
    park(event("ID:1", Map.of("instanceId", "nobody"), "1"));

    assertThatExceptionOfType(InstanceNotFoundException.class)
        .isThrownBy(() -> service().retry("ID:1", "eve"))
        .withMessageContaining("nobody");
  }

  private InstanceKey createWaiting() {
    engine.deploy("w", (event, step) -> step.waitForEvent("wait", "t", Object.class).payload());
    return engine.create("w", "i");
  }

  private void park(QueueMessage message) {
    parked.park(message, REFUSAL, START);
  }

  private static QueueMessage event(String id, Map<String, String> more, String body) {
    Map<String, String> properties = new HashMap<>(Map.of("workflow", "w", "eventType", "t"));
    properties.putAll(more);
    return new QueueMessage(id, QueueMessage.EVENTS, properties, body, true);
  }

  private ParkedMessageService service() {
    return new EngineParkedMessageService(
        failing(InstanceService.class, engine.engine.instances()),
        failing(ParkedMessages.class, parked),
        engine.clock);
  }

  private <T> T failing(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              @Nullable RuntimeException failure = failures.remove(method.getName());
              if (failure != null) {
                throw failure;
              }
              try {
                return method.invoke(target, args);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            }));
  }
}
