package dev.holdfast.micro;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/** Looks up the passwords that a server made up at its first start. */
public final class Passwords {

  private Passwords() {}

  public static String read(Path data, String user) {
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(data.resolve("credentials.properties"))) {
      kept.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(kept.getProperty(user), user);
  }
}
