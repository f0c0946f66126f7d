package dev.holdfast.engine.node;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.InstanceQueue.Inbox;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the journals of instances that have suspended here, so that a wake soon after reads
 * nothing, and of new ones that were left in the queue; of those that wait for events their rows
 * too. What is remembered counts only while the row of its instance is as the suspension, or the
 * creation, has left it: of the same life, with the same signals, and at the same position in its
 * log, which every run, event and control call moves on. Those that were left longest ago are
 * forgotten first. Thread-safe.
 */
final class JournalCache {

  /** About what a step or an event takes on the heap besides its values; seen in heap dumps. */
  private static final int BYTES_OF_A_RECORD = 500;

  /** No journal takes more than this part of the cache. */
  private static final int LARGEST_PART = 16;

  private final InstanceQueue queue;
  private final long limit;
  private final Map<Long, Remembered> journals = new LinkedHashMap<>();
  private final Map<InstanceKey, InstanceRecord> waiting = new HashMap<>();
  private long bytes;

  /**
   * Makes an empty cache.
   *
   * @param queue reads what is not remembered
   * @param limit about how many bytes all journals may take
   */
  JournalCache(InstanceQueue queue, long limit) {
    this.queue = queue;
    this.limit = limit;
  }

  /** Is a journal, and what there is of the row that it belongs to. */
  private record Remembered(
      Memory memory, int epoch, long log, @Nullable InstanceRecord waiting, long bytes) {
    boolean isOf(InstanceRecord instance) {
      return instance.epoch() == epoch
          && instance.log() == log
          && instance.signals() == memory.inbox().signals()
          && instance.recoveries() == 0;
    }
  }

  /** Remembers that a new instance that waits for a slot has stored nothing, if there is room. */
  synchronized void queued(InstanceRecord instance) {
    Memory nothing = new Memory(List.of(), new Inbox(instance.signals(), List.of()), 0);
    long size = size(nothing);
    if (bytes + size <= limit) {
      remember(
          instance.number(), new Remembered(nothing, instance.epoch(), instance.log(), null, size));
    }
  }

  /** Remembers what an instance has stored that suspends. */
  void suspended(InstanceRecord instance, Memory memory, Change.Suspended suspension) {
    long size = size(memory);
    int epoch = suspension.lease().epoch();
    InstanceRecord row = instance.suspended(suspension);
    boolean keepsRow = isAwaiting(row) && size + size(row) <= limit / LARGEST_PART;
    remember(
        instance.number(),
        keepsRow
            ? new Remembered(memory, epoch, suspension.log(), row, size + size(row))
            : new Remembered(memory, epoch, suspension.log(), null, size));
  }

  /** Tells whether an event can wake an instance. */
  private static boolean isAwaiting(InstanceRecord row) {
    return row.status() == InstanceStatus.WAITING
        && (row.awaits() == null || !row.awaits().isEmpty());
  }

  private synchronized void remember(long instance, Remembered remembered) {
    forget(instance);
    if (remembered.bytes() <= limit / LARGEST_PART) {
      bytes += remembered.bytes();
      journals.put(instance, remembered);
      if (remembered.waiting() != null) {
        waiting.put(remembered.waiting().key(), remembered.waiting());
      }
      makeRoom();
    }
  }

  /**
   * Returns the row of an instance that has begun to wait here for events of a type. It may have
   * changed since, here or elsewhere: whoever relies on it has the database compare.
   *
   * @param key the instance
   * @param type type of an event
   * @return empty when the row must be read
   */
  synchronized Optional<InstanceRecord> findWaiting(InstanceKey key, String type) {
    return Optional.ofNullable(waiting.get(key)).filter(instance -> instance.isAwaiting(type));
  }

  /**
   * Forgets an instance that has changed.
   *
   * @param instance its number
   */
  synchronized void changed(long instance) {
    forget(instance);
  }

  /**
   * Returns what is remembered of an instance, and forgets it: it is about to change.
   *
   * @param instance the instance as its row is, or was before it was claimed
   * @return empty when its journal must be read
   */
  synchronized Optional<Memory> take(InstanceRecord instance) {
    @Nullable Remembered found = forget(instance.number());
    return found != null && found.isOf(instance) ? Optional.of(found.memory()) : Optional.empty();
  }

  /**
   * Returns what claimed instances have stored; what is not remembered is read, in one transaction.
   *
   * @return by number; every instance is present
   */
  Map<Long, Memory> load(List<InstanceRecord> claimed) {
    Map<Long, Memory> memories = new HashMap<>();
    List<InstanceRecord> unknown = new ArrayList<>();
    for (InstanceRecord instance : claimed) {
      take(instance)
          .ifPresentOrElse(
              memory -> memories.put(instance.number(), memory), () -> unknown.add(instance));
    }
    if (!unknown.isEmpty()) {
      memories.putAll(queue.load(unknown));
    }
    return memories;
  }

  private @Nullable Remembered forget(long instance) {
    @Nullable Remembered forgotten = journals.remove(instance);
    if (forgotten != null) {
      left(forgotten);
    }
    return forgotten;
  }

  private void makeRoom() {
    Iterator<Remembered> oldest = journals.values().iterator();
    while (bytes > limit) {
      left(oldest.next());
      oldest.remove();
    }
  }

  private void left(Remembered forgotten) {
    bytes -= forgotten.bytes();
    if (forgotten.waiting() != null) {
      waiting.remove(forgotten.waiting().key(), forgotten.waiting());
    }
  }

  private static long size(InstanceRecord instance) {
    return BYTES_OF_A_RECORD + size(instance.origin().params()) + size(instance.progress());
  }

  private static long size(Memory memory) {
    long size = BYTES_OF_A_RECORD;
    for (StepRecord step : memory.steps()) {
      size += BYTES_OF_A_RECORD + size(step.result());
    }
    for (EventRecord event : memory.inbox().events()) {
      size += BYTES_OF_A_RECORD + size(event.payload());
    }
    return size;
  }

  private static long size(@Nullable EncodedValue value) {
    return value == null ? 0 : 2L * value.data().length();
  }
}
