package dev.holdfast.jpa;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Identifies a step: its place in a life of an instance. */
public class EntryId implements Serializable {

  private static final long serialVersionUID = 1L;

  private long instance;
  private int epoch;
  private int seq;

  /** Makes an id for the persistence provider to fill. */
  public EntryId() {}

  EntryId(long instance, int epoch, int seq) {
    this.instance = instance;
    this.epoch = epoch;
    this.seq = seq;
  }

  long instance() {
    return instance;
  }

  int epoch() {
    return epoch;
  }

  int seq() {
    return seq;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EntryId id
        && id.instance == instance
        && id.epoch == epoch
        && id.seq == seq;
  }

  @Override
  public int hashCode() {
    return Objects.hash(instance, epoch, seq);
  }

  @Override
  public String toString() {
    return instance + "." + epoch + "." + seq;
  }
}
