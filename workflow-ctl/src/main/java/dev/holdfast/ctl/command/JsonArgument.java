package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads JSON that was given as an option: itself, from a file ({@code @file}) or from input. */
final class JsonArgument {

  private JsonArgument() {}

  /**
   * Returns the value.
   *
   * @param option name of the option
   * @param given what was given: JSON, {@code @} and a file, or {@code -}
   * @throws CtlException when it cannot be read or is not JSON
   */
  static JsonValue read(String option, String given) {
    try {
      return Json.parse(text(given));
    } catch (JsonException e) {
      throw CtlException.usage("%s is not JSON: %s".formatted(option, e.getMessage()));
    } catch (IOException e) {
      throw CtlException.usage("%s cannot be read: %s".formatted(option, e));
    }
  }

  private static String text(String given) throws IOException {
    if (given.equals("-")) {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }
    return given.startsWith("@") ? Files.readString(Path.of(given.substring(1))) : given;
  }
}
