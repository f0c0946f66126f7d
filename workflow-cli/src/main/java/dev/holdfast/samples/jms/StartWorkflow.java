package dev.holdfast.samples.jms;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts an instance. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = CliVersion.class,
    name = "start",
    description = "Starts an instance of a workflow.")
final class StartWorkflow implements Runnable {

  private static final String QUEUE = "workflow.commands";

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
      paramLabel = "ID",
      description = "id of the new instance (default: a random one)")
  private @Nullable String instance;

  @Option(
      names = "--params",
      paramLabel = "JSON",
      defaultValue = "{}",
      converter = JsonText.Converter.class,
      description = "params of the instance (default: ${DEFAULT-VALUE})")
  private JsonText params = new JsonText("{}");

  @Override
  public void run() {
    String messageId = QueueSender.send(broker, message());
    spec.commandLine()
        .getOut()
        .printf("Asked for an instance of %s by message %s%n", workflow, messageId)
        .flush();
  }

  OutgoingMessage message() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("workflow", workflow);
    if (instance != null) {
      properties.put("instanceId", instance);
    }
    return new OutgoingMessage(QUEUE, properties, params.text());
  }
}
