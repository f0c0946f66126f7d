package dev.holdfast.engine.run;

import dev.holdfast.engine.blob.BlobWriter;
import dev.holdfast.engine.blob.StorageRoom;
import dev.holdfast.engine.blob.StoredBlob;
import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.BlobStore;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the large results of one run, under its lease, and knows how much the instance stores. What
 * cannot be written because the database stays away, or the lease is lost, ends the run as any
 * other write would.
 */
final class RunBlobs {

  private static final System.Logger LOG = System.getLogger(RunBlobs.class.getName());

  private final Run run;
  private final RunServices services;
  private final InstanceRecord instance;
  private final StorageRoom room;

  RunBlobs(Run run, RunServices services, InstanceRecord instance, Memory memory) {
    this.run = run;
    this.services = services;
    this.instance = instance;
    this.room = new StorageRoom(services.settings().limits().instanceBytes());
    room.add(instance.origin().params());
    memory.steps().forEach(step -> room.add(step.result()));
  }

  StorageRoom room() {
    return room;
  }

  /** Makes up the name of a value that an attempt of a step is to store. */
  BlobKey newKey(StepRecord step) {
    return new BlobKey(instance.number(), step.seq(), services.ports().ids().newId());
  }

  /** Begins to write a value, each chunk in a transaction of its own. */
  BlobWriter writer(Execution execution, BlobKey key) {
    return new BlobWriter(key.id(), room, (number, data) -> append(execution, key, number, data));
  }

  /** Begins to write a value in the transaction that the thread is in. */
  BlobWriter writerInTransaction(BlobKey key) {
    return new BlobWriter(
        key.id(), room, (number, data) -> store().append(instance.lease(), key, number, data));
  }

  private void append(Execution execution, BlobKey key, int number, byte[] data) {
    if (execution.isAbandoned()) {
      throw new Suspension();
    }
    boolean written = false;
    try {
      written =
          services.writer().whileInReach(() -> store().append(instance.lease(), key, number, data));
    } catch (RuntimeException e) { // whatever the store says, this run cannot go on
      LOG.log(
          Level.WARNING,
          () -> "Instance " + instance.key() + ": a result could not be stored; it runs again",
          e);
    }
    if (!written) {
      run.abandon();
      throw new Suspension();
    }
  }

  /** Removes what an attempt has written that has not succeeded. */
  void remove(BlobKey key) {
    try {
      store().remove(key);
    } catch (
        RuntimeException e) { // harmless: the next attempt or the end of the instance removes it
      LOG.log(
          Level.WARNING,
          () -> "Instance " + instance.key() + ": chunks of a failed attempt were left for later",
          e);
    }
  }

  /** Returns where the bytes of a large result are. */
  StoredBlob find(StepRecord step, LargeValue large) {
    return new StoredBlob(
        store(), new BlobKey(instance.number(), step.seq(), large.id()), large.size());
  }

  /**
   * Reads a large result that is no blob.
   *
   * @return the value as its codec wrote it; null when it is not there any more
   */
  @Nullable EncodedValue read(StepRecord step, LargeValue large) {
    try {
      return services.writer().whileInReach(() -> readOnce(step, large));
    } catch (RuntimeException e) { // the database stays away: this run cannot go on
      run.abandon();
      throw new Suspension();
    }
  }

  private @Nullable EncodedValue readOnce(StepRecord step, LargeValue large) {
    try (InputStream stream = find(step, large).open()) {
      return large.read(stream.readAllBytes());
    } catch (IOException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      return null;
    }
  }

  private BlobStore store() {
    return services.ports().blobs();
  }
}
