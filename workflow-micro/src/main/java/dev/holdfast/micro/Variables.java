package dev.holdfast.micro;

import java.net.URI;
import java.net.URISyntaxException;
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

  /** Returns the address of a broker, named in every complaint about it. */
  Optional<URI> broker(String name) {
    return find(name).map(text -> broker(name, text));
  }

  private static URI broker(String name, String text) {
    try {
      URI address = new URI(text.strip());
      if ("tcp".equals(address.getScheme())
          && address.getHost() != null
          && address.getPort() > 0
          && address.getPath().isEmpty()
          && address.getQuery() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new StartupFailure(
        "%s must be the address of an Artemis broker like tcp://broker.example.org:61616, was '%s'."
            .formatted(name, text));
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
