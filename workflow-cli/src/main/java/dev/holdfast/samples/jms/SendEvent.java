package dev.holdfast.samples.jms;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends an event to an instance. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = CliVersion.class,
    name = "send-event",
    description = "Sends an event to an instance.")
final class SendEvent implements Runnable {

  private static final String QUEUE = "workflow.events";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--workflow",
      required = true,
      paramLabel = "NAME",
      description = "name of the workflow")
  private String workflow = "";

  @Option(
      names = "--instance",
      required = true,
      paramLabel = "ID",
      description = "id of the instance")
  private String instance = "";

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPE",
      description = "type of the event, such as approved")
  private String type = "";

  @Option(
      names = "--payload",
      paramLabel = "JSON",
      defaultValue = "null",
      converter = JsonText.Converter.class,
      description = "payload of the event (default: ${DEFAULT-VALUE})")
  private JsonText payload = new JsonText("null");

  @Option(
      names = "--event-id",
      paramLabel = "ID",
      description = "id of the event; a second event with the same id is dropped")
  private @Nullable String eventId;

  @Override
  public void run() {
    String messageId = QueueSender.send(broker, message());
    spec.commandLine()
        .getOut()
        .printf("Sent event %s to %s/%s as %s%n", type, workflow, instance, messageId)
        .flush();
  }

  OutgoingMessage message() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("workflow", workflow);
    properties.put("instanceId", instance);
    properties.put("eventType", type);
    if (eventId != null) {
      properties.put("eventId", eventId);
    }
    return new OutgoingMessage(QUEUE, properties, payload.text());
  }
}
