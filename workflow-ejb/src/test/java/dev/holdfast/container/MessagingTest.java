package dev.holdfast.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagingTest {

  private final WorkflowRegistry registry = new WorkflowRegistry();

  @Test
  void isOffWhereNoWorkflowIsToBeNotifiedOf() {
    deploy("order", Map.of());

    assertThat(notified(Map.of()).isOff()).isTrue();
    assertThat(notified(Map.of()).includes("order")).isFalse();
  }

  @Test
  void notifiesOfAWorkflowThatSaysSo() {
    deploy("order", Map.of("holdfast.workflow.order.notifications", "on"));
    deploy("payment", Map.of());

    NotifiedWorkflows notified = notified(Map.of());

    assertThat(notified.isOff()).isFalse();
    assertThat(notified.includes("order")).isTrue();
    assertThat(notified.includes("payment")).isFalse();
    assertThat(notified.includes("deployed elsewhere")).isFalse();
  }

  @Test
  void notifiesOfAllButAWorkflowThatSaysNo() {
    Map<String, String> on = Map.of("holdfast.notifications", "on");
    deploy(
        "order",
        Map.of("holdfast.notifications", "on", "holdfast.workflow.order.notifications", "off"));
    deploy("payment", on);

    NotifiedWorkflows notified = notified(on);

    assertThat(notified.includes("order")).isFalse();
    assertThat(notified.includes("payment")).isTrue();
    assertThat(notified.includes("deployed elsewhere")).isTrue();
  }

  private NotifiedWorkflows notified(Map<String, String> properties) {
    return Messaging.notified(reader(properties).read().workflows(), registry);
  }

  private void deploy(String name, Map<String, String> properties) {
    SettingsReader reader = reader(properties);
    WorkflowSettings settings = reader.ofWorkflow(name, reader.read().workflows());
    registry.register(
        new WorkflowDefinition(
                name,
                MessagingTest.class,
                Object.class,
                Object.class,
                "v1",
                10,
                List.of(),
                false,
                () -> {
                  throw new UnsupportedOperationException("nothing runs here");
                })
            .withSettings(settings));
  }

  private static SettingsReader reader(Map<String, String> properties) {
    return new SettingsReader(
        new Configuration(new SettingsSources(properties, Map.of(), Map.of())));
  }
}
