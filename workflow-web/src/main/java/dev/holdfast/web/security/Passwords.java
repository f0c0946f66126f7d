package dev.holdfast.web.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks passwords. Takes the same time for every wrong one, however much of it is right, and for a
 * user that does not exist. Holds digests only, so that a memory dump tells no password.
 */
final class Passwords {

  private static final byte[] NOBODY = new byte[0];

  private final Map<String, byte[]> digests = new HashMap<>();

  /**
   * Takes passwords over.
   *
   * @param byUser passwords by user
   */
  Passwords(Map<String, String> byUser) {
    byUser.forEach((user, password) -> digests.put(user, digest(password)));
  }

  /**
   * Checks a password.
   *
   * @param user who logs in
   * @param password what was sent
   * @return true when it is the user's
   */
  boolean matches(String user, String password) {
    byte[] expected = digests.getOrDefault(user, NOBODY);
    return MessageDigest.isEqual(digest(password), expected);
  }

  private static byte[] digest(String password) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
