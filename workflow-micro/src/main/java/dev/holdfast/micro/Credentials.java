package dev.holdfast.micro;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knows the passwords of the users every installation has.
 *
 * <p>A password comes from its environment variable, else from the file of an earlier start, else
 * it is made up and kept in that file, which only its owner can read.
 *
 * @param jmsUser the name JMS clients give
 * @param jmsPassword the password JMS clients give
 * @param passwords of the users of the HTTP interface, by name
 * @param made the names whose passwords this start has made up
 * @param file where made up passwords are kept
 */
record Credentials(
    String jmsUser,
    String jmsPassword,
    Map<String, String> passwords,
    Set<String> made,
    Path file) {

  static final List<String> USERS = List.of("viewer", "starter", "operator", "admin");

  private static final String JMS = "jms";
  private static final int PASSWORD_BYTES = 18;
  private static final FileAttribute<?>[] OWNER_ONLY =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
          }
          : new FileAttribute<?>[0];

  Credentials {
    passwords = Map.copyOf(passwords);
    made = Set.copyOf(made);
  }

  /**
   * Gathers the passwords and makes up what is missing.
   *
   * @throws StartupFailure if the file cannot be read or written
   */
  static Credentials load(Variables variables, Path data) {
    Path file = data.resolve("credentials.properties");
    Properties kept = read(file);
    Map<String, String> passwords = new LinkedHashMap<>();
    Set<String> made = new TreeSet<>();
    for (String user : USERS) {
      String variable = "HOLDFAST_PASSWORD_" + user.toUpperCase(Locale.ROOT);
      passwords.put(user, variables.find(variable).orElseGet(() -> keptOrMade(user, kept, made)));
    }
    String jms =
        variables.find("HOLDFAST_JMS_PASSWORD").orElseGet(() -> keptOrMade(JMS, kept, made));
    if (!made.isEmpty()) {
      write(file, kept);
    }
    return new Credentials(
        variables.get("HOLDFAST_JMS_USER", "holdfast"), jms, passwords, made, file);
  }

  /** Returns the password of one of the {@link #USERS}. */
  String password(String user) {
    String password = passwords.get(user);
    if (password == null) {
      throw new IllegalArgumentException("No such user: " + user);
    }
    return password;
  }

  /** Leaves the passwords out. */
  @Override
  public String toString() {
    return "Credentials[" + file + "]";
  }

  private static String keptOrMade(String name, Properties kept, Set<String> made) {
    String password = kept.getProperty(name);
    if (password != null) {
      return password;
    }
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    kept.setProperty(name, fresh);
    made.add(name);
    return fresh;
  }

  private static Properties read(Path file) {
    Properties kept = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        kept.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new StartupFailure("The passwords in %s cannot be read (%s).".formatted(file, e), e);
      }
    }
    return kept;
  }

  /**
   * Writes beside the file and renames, so that a crash leaves the old passwords or the new ones.
   */
  private static void write(Path file, Properties kept) {
    Path fresh = file.resolveSibling("credentials.properties.new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, OWNER_ONLY);
      try (Writer writer = Files.newBufferedWriter(fresh)) {
        kept.store(
            writer, "Passwords made up by Holdfast; an environment variable wins over a line here");
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartupFailure("The passwords cannot be kept in %s (%s).".formatted(file, e), e);
    }
  }
}
