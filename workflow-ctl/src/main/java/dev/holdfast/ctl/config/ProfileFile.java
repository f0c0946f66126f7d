package dev.holdfast.ctl.config;

import dev.holdfast.ctl.http.CtlException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Is the file of profiles: lines such as {@code
 * production.server=https://flows.example.org/holdfast}.
 *
 * @param path where it is
 * @param lines what it says; nothing when it is not there
 */
public record ProfileFile(Path path, Properties lines) {

  private static final Set<String> KEYS = Set.of("server", "user", "password", "password-file");
  private static final String CHOICE = "profile";

  /**
   * Returns where the file is expected.
   *
   * @param environment the environment variables
   * @param home the caller's home
   * @return {@code holdfast/workflowctl.properties} below XDG_CONFIG_HOME, else below .config
   */
  public static Path usual(Map<String, String> environment, Path home) {
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path base = folder.isBlank() ? home.resolve(".config") : Path.of(folder);
    return base.resolve("holdfast").resolve("workflowctl.properties");
  }

  /**
   * Reads the file.
   *
   * @param path where it is
   * @param needed whether it must be there
   * @return its content
   * @throws CtlException when it cannot be read, says what nobody understands, or holds a password
   *     that others can read
   */
  public static ProfileFile read(Path path, boolean needed) {
    Properties lines = new Properties();
    if (Files.exists(path)) {
      try (Reader reader = Files.newBufferedReader(path)) {
        lines.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw CtlException.usage("The profiles in %s cannot be read: %s".formatted(path, e));
      }
    } else if (needed) {
      throw CtlException.usage("There is no file %s: check --config.".formatted(path));
    }
    ProfileFile file = new ProfileFile(path, lines);
    file.check();
    return file;
  }

  /**
   * Chooses a profile.
   *
   * @param wanted its name; empty for the one that the file itself names, else {@code default}
   * @return its settings; none when nothing is wanted and there is none
   * @throws CtlException when it is wanted and not there
   */
  public Profile choose(String wanted) {
    String name = wanted.isEmpty() ? lines.getProperty(CHOICE, "default").strip() : wanted;
    Set<String> names = names();
    boolean asked = !wanted.isEmpty() || lines.containsKey(CHOICE);
    if (asked && !names.contains(name)) {
      throw CtlException.usage(
          "There is no profile '%s' in %s: it has %s."
              .formatted(name, path, names.isEmpty() ? "none" : String.join(", ", names)));
    }
    return new Profile(this, name);
  }

  Optional<String> find(String profile, String key) {
    return Optional.ofNullable(lines.getProperty(profile + "." + key))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String line : lines.stringPropertyNames()) {
      if (line.contains(".")) {
        names.add(line.substring(0, line.lastIndexOf('.')));
      }
    }
    return names;
  }

  private void check() {
    boolean hasPassword = false;
    for (String line : lines.stringPropertyNames()) {
      String key = line.substring(line.lastIndexOf('.') + 1);
      if (!line.equals(CHOICE) && (!line.contains(".") || !KEYS.contains(key))) {
        throw CtlException.usage(
            "%s: '%s' is not known: use %s, or <profile>. and one of %s."
                .formatted(path, line, CHOICE, new TreeSet<>(KEYS)));
      }
      hasPassword |= key.equals("password") && !line.equals(CHOICE);
    }
    if (hasPassword) {
      PrivateFile.require(path);
    }
  }
}
