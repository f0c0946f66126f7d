package dev.holdfast.ctl.config;

import dev.holdfast.ctl.http.CtlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads files with passwords, and refuses those that others can read. */
final class PrivateFile {

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rw-rw-");

  private PrivateFile() {}

  /**
   * Returns the first line of a file.
   *
   * @throws CtlException when it cannot be read, is empty, or others can read it
   */
  static String firstLine(Path file) {
    if (!Files.isReadable(file)) {
      throw CtlException.usage(
          "The password file %s is not there or not readable.".formatted(file));
    }
    require(file);
    try {
      return Files.readString(file)
          .lines()
          .findFirst()
          .filter(line -> !line.isEmpty())
          .orElseThrow(
              () ->
                  CtlException.usage(
                      "The password file %s is empty: its first line is the password."
                          .formatted(file)));
    } catch (IOException e) {
      throw CtlException.usage("The password file %s cannot be read: %s".formatted(file, e));
    }
  }

  /**
   * Refuses a file that others can read or write. Pipes have no permissions worth a look, nor have
   * file systems without them.
   */
  static void require(Path file) {
    @Nullable PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null || !Files.isRegularFile(file)) {
      return;
    }
    try {
      Set<PosixFilePermission> permissions = view.readAttributes().permissions();
      if (permissions.stream().anyMatch(OTHERS::contains)) {
        throw CtlException.usage(
            "Others can read the password in %s (%s): chmod 600 %s"
                .formatted(file, PosixFilePermissions.toString(permissions), file));
      }
    } catch (IOException e) {
      throw CtlException.usage("The permissions of %s cannot be read: %s".formatted(file, e));
    }
  }
}
