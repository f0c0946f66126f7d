package dev.holdfast.engine;

import dev.holdfast.api.QueueFullException;
import dev.holdfast.engine.port.InstanceQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses instances of a workflow that would have to be queued when as many are queued as allowed.
 * Counting is dear when many are, so this node allows itself part of the room that it has found
 * before it counts again: nodes that create at the same time may so pass the limit, by little
 * against the room that there was. Thread-safe.
 */
final class QueueRoom {

  /** The part of the room that is used without counting again: one in so many. */
  private static final int PART = 8;

  /** How long a count is good for. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final InstanceQueue queue;
  private final InstantSource clock;
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();

  QueueRoom(InstanceQueue queue, InstantSource clock) {
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Reserves room for an instance that is about to be queued, until it is {@link #stored}.
   *
   * @param limit how many may be queued
   * @throws QueueFullException when there is no room; nothing is reserved
   */
  void reserve(String workflow, int limit) {
    if (!rooms.computeIfAbsent(workflow, Room::new).reserve(limit)) {
      throw new QueueFullException(
          "%d instances of workflow '%s' are queued, the limit: try again when some have started, or raise holdfast.limits.queued. (queue.full)"
              .formatted(limit, workflow),
          RETRY_AFTER);
    }
  }

  /** Says that an instance for which room was reserved is stored, or will not be. */
  void stored(String workflow) {
    rooms.computeIfAbsent(workflow, Room::new).stored();
  }

  private final class Room {
    private final String workflow;
    private int allowed;
    private int pending;
    private Instant goodUntil = Instant.MIN;

    Room(String workflow) {
      this.workflow = workflow;
    }

    synchronized boolean reserve(int limit) {
      Instant now = clock.instant();
      if (allowed < 1 || now.isAfter(goodUntil)) {
        int found = limit - pending - queue.countQueued(workflow, limit);
        if (found < 1) {
          allowed = 0;
          return false;
        }
        allowed = Math.max(1, found / PART);
        goodUntil = now.plus(FRESH);
      }
      allowed--;
      pending++;
      return true;
    }

    synchronized void stored() {
      pending--;
    }
  }
}
