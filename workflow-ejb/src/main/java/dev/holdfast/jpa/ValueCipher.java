package dev.holdfast.jpa;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EncryptionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts values on their way into the database and decrypts them on their way out, by AES-GCM.
 * The first key encrypts; the codec of a value tells which one it was, so that older keys still
 * read. Codec and type of a value are part of what is proved, so that no value can be put in the
 * place of one of another type. Without keys, values pass as they are. Thread-safe.
 */
final class ValueCipher {

  /** Lets everything pass as it is. */
  static final ValueCipher NONE =
      new ValueCipher(
          List.of(),
          () -> {
            throw new IllegalStateException("Nothing is encrypted");
          });

  private static final String PREFIX = "aes:";
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Is in force. Rows are mapped by static code, and an application has one engine. */
  private static volatile ValueCipher present = NONE;

  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final @Nullable String writer;
  private final RandomGenerator random;

  ValueCipher(List<EncryptionKey> keys, RandomGenerator random) {
    this.random = random;
    keys.forEach(key -> this.keys.put(key.id(), new SecretKeySpec(key.bytes(), "AES")));
    this.writer = keys.isEmpty() ? null : keys.get(0).id();
  }

  /** Returns what is in force. */
  static ValueCipher present() {
    return present;
  }

  /** Puts a cipher in force. */
  static void use(ValueCipher cipher) {
    present = cipher;
  }

  /** Returns the id of the key that encrypts; empty when none does. */
  Optional<String> writer() {
    return Optional.ofNullable(writer);
  }

  EncodedValue encrypt(EncodedValue value) {
    if (writer == null) {
      return value;
    }
    byte[] sealed =
        encrypt(value.data().getBytes(StandardCharsets.UTF_8), proved(value.codec(), value.type()));
    return new EncodedValue(
        PREFIX + writer + ":" + value.codec(),
        value.type(),
        Base64.getEncoder().encodeToString(sealed));
  }

  EncodedValue decrypt(EncodedValue stored) {
    if (!stored.codec().startsWith(PREFIX)) {
      return stored;
    }
    String[] parts = stored.codec().split(":", 3);
    byte[] plain =
        decrypt(
            parts[1], Base64.getDecoder().decode(stored.data()), proved(parts[2], stored.type()));
    return new EncodedValue(parts[2], stored.type(), new String(plain, StandardCharsets.UTF_8));
  }

  /** Encrypts with the key that writes. */
  byte[] encrypt(byte[] plain, byte[] proved) {
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(Cipher.ENCRYPT_MODE, keys.get(writer), new GCMParameterSpec(TAG_BITS, iv));
      cipher.updateAAD(proved);
      byte[] sealed = cipher.doFinal(plain);
      return ByteBuffer.allocate(IV_BYTES + sealed.length).put(iv).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  /**
   * Decrypts.
   *
   * @throws WorkflowException {@code encryption.key_missing}, {@code encryption.failed}
   */
  byte[] decrypt(String key, byte[] sealed, byte[] proved) {
    @Nullable SecretKeySpec secret = keys.get(key);
    if (secret == null) {
      throw new WorkflowException(
          "encryption.key_missing",
          "A stored value is encrypted with key '%s', which holdfast.encryption.keys does not have: add it behind the first. (encryption.key_missing)"
              .formatted(key));
    }
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(Cipher.DECRYPT_MODE, secret, new GCMParameterSpec(TAG_BITS, sealed, 0, IV_BYTES));
      cipher.updateAAD(proved);
      return cipher.doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new WorkflowException(
          "encryption.failed",
          "A stored value cannot be decrypted with key '%s': it was changed, or the key is another one of that name. (encryption.failed)"
              .formatted(key),
          e);
    }
  }

  private static byte[] proved(String codec, String type) {
    return (codec + "\n" + type).getBytes(StandardCharsets.UTF_8);
  }
}
