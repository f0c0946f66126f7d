package dev.holdfast.ctl.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Is a server and a login under a name.
 *
 * @param file where it stands
 * @param name its name
 */
public record Profile(ProfileFile file, String name) {

  Optional<String> server() {
    return file.find(name, "server");
  }

  Optional<String> user() {
    return file.find(name, "user");
  }

  /** Returns the password, from the file itself or from the one that it names. */
  Optional<String> password() {
    return file.find(name, "password")
        .or(() -> file.find(name, "password-file").map(this::resolved).map(PrivateFile::firstLine));
  }

  private Path resolved(String text) {
    String home = System.getProperty("user.home");
    Path path = Path.of(text.startsWith("~/") ? home + text.substring(1) : text);
    return file.path().toAbsolutePath().resolveSibling(path);
  }
}
