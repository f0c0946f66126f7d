package dev.holdfast.engine.run;

import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Derives the ids of children that nobody has chosen, such as {@code order-17-1-ship-1-0f3a…}:
 * parent, epoch and step for people, and a hash of all that tells one step from another. The same
 * step of the same life always gets the same id, no other step ever does.
 */
final class ChildIds {

  private static final int LONGEST = 100;

  /** Bytes of the hash that are kept: 64 bits. */
  private static final int HASH_BYTES = 8;

  private ChildIds() {}

  static String derive(InstanceRecord parent, StepKey step) {
    String readable =
        "%s-%d-%s"
            .formatted(parent.key().id(), parent.epoch(), step.shown())
            .replaceAll("[^a-zA-Z0-9_-]", "_")
            .replaceFirst("^-", "_");
    String hash =
        hash(
            "%s\n%d\n%d\n%s\n%s\n%d"
                .formatted(
                    parent.key(),
                    parent.number(),
                    parent.epoch(),
                    step.scope(),
                    step.name(),
                    step.occurrence()));
    int room = LONGEST - hash.length() - 1;
    return readable.substring(0, Math.min(room, readable.length())) + "-" + hash;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
