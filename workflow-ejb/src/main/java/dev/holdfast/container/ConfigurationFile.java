package dev.holdfast.container;

import dev.holdfast.api.InvalidOptionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration file, a properties file in UTF-8: the one that {@code holdfast.config}
 * names, else {@code META-INF/holdfast.properties} of the application, else none.
 */
final class ConfigurationFile {

  private static final String SETTING = "holdfast.config";
  private static final String RESOURCE = "META-INF/holdfast.properties";

  private ConfigurationFile() {}

  /** Returns system properties, environment and file of this process. */
  static SettingsSources sourcesOfProcess() {
    Map<String, String> properties = texts(System.getProperties());
    SettingsSources sources = new SettingsSources(properties, System.getenv(), Map.of());
    Map<String, String> file =
        read(sources.find(SETTING), Thread.currentThread().getContextClassLoader());
    return new SettingsSources(properties, System.getenv(), file);
  }

  /**
   * Reads the file.
   *
   * @param named path of the file; empty to look on the class path
   * @throws InvalidOptionException when a file is named and cannot be read
   */
  static Map<String, String> read(Optional<String> named, ClassLoader loader) {
    return named
        .filter(path -> !path.isEmpty())
        .map(ConfigurationFile::ofPath)
        .orElseGet(() -> ofClassPath(loader));
  }

  private static Map<String, String> ofPath(String path) {
    try (InputStream content = Files.newInputStream(Path.of(path))) {
      return load(content);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidOptionException(
          "Setting %s must name a properties file, was '%s': %s (options.invalid)"
              .formatted(SETTING, path, e));
    }
  }

  private static Map<String, String> ofClassPath(ClassLoader loader) {
    @Nullable URL resource = loader.getResource(RESOURCE);
    if (resource == null) {
      return Map.of();
    }
    try (InputStream content = resource.openStream()) {
      return load(content);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The configuration file %s cannot be read".formatted(resource), e);
    }
  }

  private static Map<String, String> load(InputStream content) throws IOException {
    Properties properties = new Properties();
    properties.load(new InputStreamReader(content, StandardCharsets.UTF_8));
    return texts(properties);
  }

  private static Map<String, String> texts(Properties properties) {
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(Function.identity(), properties::getProperty));
  }
}
