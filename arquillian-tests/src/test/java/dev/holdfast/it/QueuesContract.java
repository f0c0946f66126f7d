package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.access.GuardedParkedMessages;
import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.it.ParkedMessages.Parked;
import dev.holdfast.jms.CommandListener;
import dev.holdfast.jms.EventListener;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Says what messages do that are sent with the server's own connections. */
public interface QueuesContract {

  /** Returns the queues under the names this server has for them. */
  Queues queues();

  @Test
  default void goesOnWithAnEventSentByMessage() {
    WorkflowInstance instance =
        Injected.get().kitchenSink().create(Kitchen.waitFor(Kitchen.newId(), "approved"));
    Kitchen.awaitStatus(instance, InstanceStatus.WAITING);

    queues().sendEvent(event(instance.id(), "approved"), "{\"by\":\"Ada\",\"amount\":12.50}");

    assertThat(Kitchen.awaitOutput(instance)).asString().contains("by=Ada", "amount=12.50");
  }

  @Test
  default void createsAnInstanceAskedForByMessage() {
    String id = Kitchen.newId();

    queues()
        .sendCommand(
            Map.of("workflow", "kitchen-sink", "instanceId", id),
            "{\"script\":[{\"return\":\"made by message\"}]}");

    Kitchen.patiently().until(() -> Injected.get().kitchenSink().find(id).isPresent());
    assertThat(Kitchen.awaitOutput(Injected.get().kitchenSink().get(id)))
        .isEqualTo("made by message");
  }

  @Test
  default void countsARepeatedEventIdOnce() {
    WorkflowInstance instance = Injected.get().kitchenSink().create(twoWaits(Kitchen.newId()));
    Map<String, String> first = new HashMap<>(event(instance.id(), "tick"));
    first.put("eventId", "the-first");

    queues().sendEvent(first, "1");
    queues().sendEvent(first, "1");
    awaitEvent(instance); // the next might overtake it: listeners work side by side
    queues().sendEvent(event(instance.id(), "tick"), "2");

    assertThat(Kitchen.awaitOutput(instance)).asString().contains("a=1", "b=2");
  }

  private static void awaitEvent(WorkflowInstance instance) {
    Kitchen.patiently()
        .until(
            () ->
                instance.log(0).stream().anyMatch(entry -> entry.type() == LogType.EVENT_RECEIVED));
  }

  @Test
  default void countsARedeliveredEventOnce() throws Exception {
    WorkflowInstance instance = Injected.get().kitchenSink().create(twoWaits(Kitchen.newId()));
    Message sent = queues().sendEvent(event(instance.id(), "tick"), "1");

    redeliver(sent, EventListener.class);
    queues().sendEvent(event(instance.id(), "tick"), "2");

    assertThat(Kitchen.awaitOutput(instance)).asString().contains("a=1", "b=2");
    assertThat(ParkedMessages.find(sent.getJMSMessageID())).isEmpty();
  }

  @Test
  default void createsOneInstanceForARedeliveredCommand() throws Exception {
    String id = Kitchen.newId();
    Message sent =
        queues()
            .sendCommand(
                Map.of("workflow", "kitchen-sink", "instanceId", id),
                "{\"script\":[{\"return\":\"once\"}]}");

    redeliver(sent, CommandListener.class);

    assertThat(Kitchen.awaitOutput(Injected.get().kitchenSink().get(id))).isEqualTo("once");
    assertThat(ParkedMessages.find(sent.getJMSMessageID())).isEmpty();
  }

  @Test
  default void parksWhatCannotBeAcceptedWithoutAnError() throws Exception {
    WorkflowInstance instance =
        Injected.get().kitchenSink().create(Kitchen.waitFor(Kitchen.newId(), "tick"));
    Map<String, String> good = event(instance.id(), "tick");
    try (ErrorLog log = ErrorLog.open()) {
      Message unknownInstance = queues().sendEvent(event("it-nobody", "tick"), "1");
      Message unknownWorkflow = queues().sendCommand(Map.of("workflow", "it-nothing"), "{}");
      Message badJson = queues().sendEvent(good, "{\"by\":");
      Message badType = queues().sendEvent(event(instance.id(), "no.dots"), "1");
      Message noType = queues().sendEvent(without(good, "eventType"), "1");
      Message noText = queues().sendBytes(good, "1".getBytes(StandardCharsets.UTF_8));
      Message takenId =
          queues()
              .sendCommand(
                  Map.of("workflow", "kitchen-sink", "instanceId", instance.id()),
                  "{\"script\":[]}");

      assertParked(unknownInstance, "workflow.events", "instance.not_found", "it-nobody");
      assertParked(unknownWorkflow, "workflow.commands", "workflow.not_found", "it-nothing");
      assertParked(badJson, "workflow.events", "request.invalid", "not valid JSON");
      assertParked(badType, "workflow.events", "event.invalid_type", "no.dots");
      assertParked(noType, "workflow.events", "request.invalid", "eventType");
      assertParked(noText, "workflow.events", "request.invalid", "not a TextMessage");
      assertParked(takenId, "workflow.commands", "instance.already_exists", instance.id());
      Kitchen.patiently().until(() -> queues().areEmpty());
      assertThat(log.errors()).isEmpty();
    }
    assertThat(instance.status().status()).isEqualTo(InstanceStatus.WAITING);
    instance.terminate();
  }

  @Test
  default void handsAParkedMessageOverAgain() throws Exception {
    String id = Kitchen.newId();
    Message early = queues().sendEvent(event(id, "approved"), "{\"by\":\"Ada\"}");
    Kitchen.patiently().until(() -> ParkedMessages.find(early.getJMSMessageID()).isPresent());
    WorkflowInstance instance =
        Injected.get().kitchenSink().create(Kitchen.waitFor(id, "approved"));

    InstanceKey reached = parked().retry(early.getJMSMessageID(), "it");

    assertThat(reached).isEqualTo(new InstanceKey("kitchen-sink", id));
    assertThat(Kitchen.awaitOutput(instance)).asString().contains("by=Ada");
    assertThat(ParkedMessages.find(early.getJMSMessageID())).isEmpty();
  }

  @Test
  default void keepsAParkedMessageThatIsRefusedAgainUntilItIsDropped() throws Exception {
    Message lost = queues().sendEvent(event("it-nobody", "tick"), "1");
    String id = lost.getJMSMessageID();
    Kitchen.patiently().until(() -> ParkedMessages.find(id).isPresent());

    assertThatExceptionOfType(InstanceNotFoundException.class)
        .isThrownBy(() -> parked().retry(id, "it"));

    assertThat(parked().get(id).parked().retries()).isEqualTo(1);
    assertThat(parked().get(id).parked().retriedBy()).isEqualTo("it");
    parked().delete(id, "it");
    assertThat(ParkedMessages.find(id)).isEmpty();
  }

  /** Returns what is behind the guard, which lets nobody through here: nobody has logged in. */
  private static ParkedMessageService parked() throws ReflectiveOperationException {
    ParkedMessageService guarded = CDI.current().select(ParkedMessageService.class).get();
    Field engine = GuardedParkedMessages.class.getDeclaredField("engine");
    engine.setAccessible(true);
    return (ParkedMessageService) engine.get(guarded);
  }

  private static void assertParked(Message message, String queue, String code, String reason)
      throws JMSException {
    String id = message.getJMSMessageID();
    Kitchen.patiently().until(() -> ParkedMessages.find(id).isPresent());
    Optional<Parked> parked = ParkedMessages.find(id);
    assertThat(parked.orElseThrow().queue()).isEqualTo(queue);
    assertThat(parked.orElseThrow().code()).isEqualTo(code);
    assertThat(parked.orElseThrow().reason()).contains(reason);
  }

  /** Hands a message to a listener once more, as a broker does that was not told of its success. */
  private static <L extends MessageListener> void redeliver(Message message, Class<L> type) {
    Unmanaged.UnmanagedInstance<L> listener = new Unmanaged<>(type).newInstance();
    try {
      listener.produce().inject().get().onMessage(message);
    } finally {
      listener.dispose();
    }
  }

  private static Map<String, String> event(String instanceId, String type) {
    return Map.of("workflow", "kitchen-sink", "instanceId", instanceId, "eventType", type);
  }

  private static Map<String, String> without(Map<String, String> properties, String name) {
    Map<String, String> rest = new HashMap<>(properties);
    rest.remove(name);
    return rest;
  }

  private static CreateOptions twoWaits(String id) {
    return Kitchen.script(
        id,
        List.of(
            Map.of("waitForEvent", "one", "type", "tick", "timeout", "1 hour", "save", "a"),
            Map.of("waitForEvent", "two", "type", "tick", "timeout", "1 hour", "save", "b")));
  }
}
