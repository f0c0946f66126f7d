package dev.holdfast.samples.jms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says where the broker is and who calls. */
final class BrokerOptions {

  private static final String PASSWORD_VARIABLE = "HOLDFAST_JMS_PASSWORD";

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "tcp://127.0.0.1:61616",
      description = "address of the broker (default: ${DEFAULT-VALUE})")
  private String url = "";

  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = "${env:HOLDFAST_JMS_USER:-holdfast}",
      description = "user at the broker (default: HOLDFAST_JMS_USER, else holdfast)")
  private String user = "";

  @Option(
      names = "--password",
      paramLabel = "TEXT",
      description =
          "password of the user; others on this machine may see it, so better use --password-file"
              + " or the variable "
              + PASSWORD_VARIABLE)
  private @Nullable String password;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "file whose first line is the password")
  private @Nullable Path passwordFile;

  String url() {
    return url;
  }

  String user() {
    return user;
  }

  /** Returns the password: as given, else from the file, else from the environment, else empty. */
  String password(Map<String, String> environment) {
    if (password != null) {
      return password;
    }
    if (passwordFile != null) {
      return firstLine(passwordFile);
    }
    return environment.getOrDefault(PASSWORD_VARIABLE, "");
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new SendException("The password file %s cannot be read".formatted(file), e);
    }
  }
}
