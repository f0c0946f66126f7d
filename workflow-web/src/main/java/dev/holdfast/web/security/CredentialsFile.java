package dev.holdfast.web.security;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Properties;
import java.util.Set;

/**
 * Keeps the passwords that nobody configured, made up at the first start. Only its owner may read
 * it; servers that start at the same time on one folder agree on its contents by a lock.
 *
 * @param file where it is
 */
record CredentialsFile(Path file) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_BYTES = 18;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<OpenOption> READ_AND_APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  /** Returns the file of a folder. */
  static CredentialsFile in(Path folder) {
    return new CredentialsFile(folder.resolve("credentials.properties"));
  }

  /**
   * Reads the passwords and makes up those that are missing.
   *
   * @param users whose passwords are wanted
   * @return the contents, with a password for each of them
   * @throws IOException when the file cannot be read or written
   */
  Properties readOrGenerate(Collection<String> users) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (FileChannel channel = FileChannel.open(file, READ_AND_APPEND, ownerOnly())) {
      channel.lock(); // released when the channel is closed
      if (isPosix()) {
        Files.setPosixFilePermissions(file, OWNER_ONLY);
      }
      Properties passwords = read(channel);
      StringBuilder added = new StringBuilder();
      for (String user : users) {
        if (passwords.getProperty(user, "").isBlank()) {
          passwords.setProperty(user, newPassword());
          added.append(user).append('=').append(passwords.getProperty(user)).append('\n');
        }
      }
      append(channel, added.toString());
      return passwords;
    }
  }

  private static Properties read(FileChannel channel) throws IOException {
    String text =
        new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    Properties passwords = new Properties();
    passwords.load(new StringReader(text));
    return passwords;
  }

  private static void append(FileChannel channel, String lines) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    String heading =
        channel.size() == 0 ? "# Made up at the first start; change them as you like.\n" : "\n";
    ByteBuffer bytes = ByteBuffer.wrap((heading + lines).getBytes(StandardCharsets.UTF_8));
    channel.position(channel.size());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  private static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }
}
