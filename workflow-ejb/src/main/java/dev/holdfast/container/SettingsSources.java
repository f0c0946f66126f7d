package dev.holdfast.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Is where settings come from: system properties first, then the environment, where {@code
 * holdfast.limits.steps} is {@code HOLDFAST_LIMITS_STEPS}, then a file. It remembers what it was
 * asked for, so that in the end it can tell what nobody has asked for.
 */
final class SettingsSources {

  private static final String PREFIX = "holdfast.";

  /** Settings of other parts: the launcher, the broker, users, samples, the WildFly set-up. */
  private static final List<String> OF_OTHERS =
      List.of(
          "holdfast.address",
          "holdfast.broker.",
          "holdfast.config",
          "holdfast.data",
          "holdfast.db.",
          "holdfast.jms.password",
          "holdfast.jms.port",
          "holdfast.jms.ra",
          "holdfast.jms.url",
          "holdfast.jms.user",
          "holdfast.limits.streams",
          "holdfast.node.name",
          "holdfast.oidc.",
          "holdfast.password.",
          "holdfast.pg.",
          "holdfast.port",
          "holdfast.role.",
          "holdfast.samples.",
          "holdfast.session.",
          "holdfast.transactions.",
          "holdfast.users",
          "holdfast.war");

  private final Map<String, String> properties;
  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  SettingsSources(
      Map<String, String> properties, Map<String, String> environment, Map<String, String> file) {
    this.properties = Map.copyOf(properties);
    this.environment = Map.copyOf(environment);
    this.file = Map.copyOf(file);
  }

  /** Returns what the first source says that knows the setting, without blanks around it. */
  Optional<String> find(String name) {
    asked.add(name);
    return Optional.ofNullable(properties.get(name))
        .or(() -> Optional.ofNullable(environment.get(variable(name))))
        .or(() -> Optional.ofNullable(file.get(name)))
        .map(String::strip);
  }

  /** Describes what is set and has no meaning; only sensible when everything has been read. */
  List<String> unknown() {
    List<String> found = new ArrayList<>();
    addUnknown(found, "system property ", properties, PREFIX, name -> name);
    addUnknown(
        found, "environment variable ", environment, variable(PREFIX), SettingsSources::variable);
    addUnknown(found, "in the configuration file ", file, "", name -> name);
    return found;
  }

  private void addUnknown(
      List<String> found,
      String where,
      Map<String, String> source,
      String prefix,
      UnaryOperator<String> spelling) {
    Predicate<String> known =
        name ->
            asked.stream().map(spelling).anyMatch(name::equals)
                || OF_OTHERS.stream().map(spelling).anyMatch(name::startsWith);
    source.keySet().stream()
        .filter(name -> name.startsWith(prefix) && !known.test(name))
        .sorted()
        .forEach(name -> found.add(where + name));
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
