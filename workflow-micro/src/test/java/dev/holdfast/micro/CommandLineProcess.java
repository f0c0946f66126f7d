package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs {@code holdfast-cli.jar} as a process of its own: what it sends comes from outside the
 * server.
 */
record CommandLineProcess(int jmsPort, String password) {

  /** Sends an event and returns when the broker has it. */
  void sendEvent(String workflow, String instance, String type, String payload)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("it.cli"),
                "send-event",
                "--url=tcp://127.0.0.1:" + jmsPort,
                "--workflow=" + workflow,
                "--instance=" + instance,
                "--type=" + type,
                "--payload=" + payload));
    builder.environment().put("HOLDFAST_JMS_PASSWORD", password);
    Process process = builder.redirectErrorStream(true).start();

    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
  }
}
