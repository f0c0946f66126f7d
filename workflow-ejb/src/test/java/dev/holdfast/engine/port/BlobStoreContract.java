package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceControl.Rewrite;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Says how large results are kept in chunks. */
public abstract class BlobStoreContract extends StorageContract {

  private static final int CHUNK = 256 << 10;

  @Test
  void readsTheChunksThatWereWritten() {
    InstanceRecord instance = run("a");
    BlobKey key = key(instance, 1, "x");
    byte[] first = bytes(1);
    byte[] second = bytes(2);

    assertThat(storage.blobs().append(instance.lease(), key, 0, first)).isTrue();
    assertThat(storage.blobs().append(instance.lease(), key, 1, second)).isTrue();

    assertThat(storage.ofOtherProcess().blobs().find(key, 0)).contains(first);
    assertThat(storage.ofOtherProcess().blobs().find(key, 1)).contains(second);
    assertThat(storage.blobs().find(key, 2)).isEmpty();
    assertThat(storage.blobs().find(key(instance, 1, "y"), 0)).isEmpty();
    assertThat(storage.blobs().find(key(instance, 2, "x"), 0)).isEmpty();
  }

  @Test
  void acceptsAChunkAgainWhoseAnswerWasLost() {
    InstanceRecord instance = run("a");
    BlobKey key = key(instance, 1, "x");
    byte[] data = bytes(1);
    storage.blobs().append(instance.lease(), key, 0, data);

    assertThat(storage.blobs().append(instance.lease(), key, 0, data)).isTrue();

    assertThat(storage.blobs().find(key, 0)).contains(data);
  }

  @Test
  void removesWhatAnEarlierAttemptOfTheStepHasLeft() {
    InstanceRecord instance = run("a");
    BlobKey left = key(instance, 1, "left");
    BlobKey ofOtherStep = key(instance, 2, "other");
    storage.blobs().append(instance.lease(), left, 0, bytes(1));
    storage.blobs().append(instance.lease(), left, 1, bytes(2));
    storage.blobs().append(instance.lease(), ofOtherStep, 0, bytes(3));

    storage.blobs().append(instance.lease(), key(instance, 1, "next"), 0, bytes(4));

    assertThat(storage.blobs().find(left, 0)).isEmpty();
    assertThat(storage.blobs().find(left, 1)).isEmpty();
    assertThat(storage.blobs().find(ofOtherStep, 0)).isPresent();
    assertThat(storage.blobs().find(key(instance, 1, "next"), 0)).isPresent();
  }

  @Test
  void removesTheChunksOfOneValue() {
    InstanceRecord instance = run("a");
    BlobKey key = key(instance, 1, "x");
    storage.blobs().append(instance.lease(), key, 0, bytes(1));
    storage.blobs().append(instance.lease(), key, 1, bytes(2));
    storage.blobs().append(instance.lease(), key(instance, 2, "y"), 0, bytes(3));

    storage.blobs().remove(key);

    assertThat(storage.blobs().find(key, 0)).isEmpty();
    assertThat(storage.blobs().find(key, 1)).isEmpty();
    assertThat(storage.blobs().find(key(instance, 2, "y"), 0)).isPresent();
  }

  @Test
  void refusesAChunkWithoutALease() {
    InstanceRecord instance = run("a");
    BlobKey key = key(instance, 1, "x");
    storage.blobs().append(instance.lease(), key, 0, bytes(1));
    storage
        .ofOtherProcess()
        .control()
        .change(
            instance.key(), (row, journal) -> Decision.change(row, row.edit().owner(null).build()));

    assertThat(storage.blobs().append(instance.lease(), key, 1, bytes(2))).isFalse();
    assertThat(
            storage
                .blobs()
                .append(new Lease(instance.number(), 7, node), key(instance, 1, "y"), 0, bytes(3)))
        .isFalse();

    assertThat(storage.blobs().find(key, 1)).isEmpty();
    assertThat(storage.blobs().find(key(instance, 1, "y"), 0)).isEmpty();
  }

  @Test
  void refusesAChunkOfAFencedNode() {
    InstanceRecord instance = run("a");
    storage.passTime(Duration.ofSeconds(60));
    storage.ofOtherProcess().nodes().takeOverExpired(OUTSIDER, Duration.ofSeconds(10));

    assertThatThrownBy(
            () -> storage.blobs().append(instance.lease(), key(instance, 1, "x"), 0, bytes(1)))
        .isInstanceOf(NodeFencedException.class);
  }

  @Test // case 169
  void keepsOnARestartOnlyTheChunksOfTheStepsThatAreKept() {
    InstanceRecord instance = run("a");
    storage.blobs().append(instance.lease(), key(instance, 1, "x"), 0, bytes(1));
    storage.blobs().append(instance.lease(), key(instance, 2, "y"), 0, bytes(2));

    rewind(instance, Set.of(1));
    assertThat(storage.blobs().find(key(instance, 1, "x"), 0)).isPresent();
    assertThat(storage.blobs().find(key(instance, 2, "y"), 0)).isEmpty();

    rewind(instance, Set.of());
    assertThat(storage.blobs().find(key(instance, 1, "x"), 0)).isEmpty();
  }

  @Test
  void removesAllChunksWithTheInstance() {
    InstanceRecord instance = run("a");
    InstanceRecord other = run("b");
    storage.blobs().append(instance.lease(), key(instance, 1, "x"), 0, bytes(1));
    storage.blobs().append(other.lease(), key(other, 1, "x"), 0, bytes(2));

    storage.control().change(instance.key(), (row, journal) -> Decision.delete(row));

    assertThat(storage.blobs().find(key(instance, 1, "x"), 0)).isEmpty();
    assertThat(storage.blobs().find(key(other, 1, "x"), 0)).isPresent();
  }

  private void rewind(InstanceRecord instance, Set<Integer> kept) {
    storage
        .control()
        .change(
            instance.key(),
            (row, journal) ->
                new Decision(
                    row,
                    Optional.of(row.edit().owner(null).epoch(row.epoch() + 1).build()),
                    new Rewrite.Rewind(kept)));
  }

  private static BlobKey key(InstanceRecord instance, int step, String id) {
    return new BlobKey(instance.number(), step, id);
  }

  private static byte[] bytes(int seed) {
    byte[] bytes = new byte[CHUNK];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
