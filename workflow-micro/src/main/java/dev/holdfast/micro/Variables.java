package dev.holdfast.micro;

import java.util.Map;
import java.util.Optional;

/** Reads environment variables; an empty one counts as absent. */
record Variables(Map<String, String> values) {

  Variables {
    values = Map.copyOf(values);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  String get(String name, String fallback) {
    return find(name).orElse(fallback);
  }

  /** Returns a TCP port, named in every complaint about it. */
  int port(String name, int lowest, int fallback) {
    return find(name).map(text -> port(name, lowest, text)).orElse(fallback);
  }

  static int port(String name, int lowest, String text) {
    int port;
    try {
      port = Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      port = -1;
    }
    if (port < lowest || port > 65_535) {
      throw new StartupFailure(
          "%s must be a number between %d and 65535, was '%s'.".formatted(name, lowest, text));
    }
    return port;
  }
}
