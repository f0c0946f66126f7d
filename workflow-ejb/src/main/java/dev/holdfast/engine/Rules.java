package dev.holdfast.engine;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.model.Names;

/** Refuses ids and types that callers may not choose. */
final class Rules {

  private Rules() {}

  static String newInstanceId(String id) {
    return check(
        Names.isNewInstanceId(id),
        id,
        "instance.invalid_id",
        "Instance id",
        Names.NEW_INSTANCE_ID_RULE);
  }

  static String instanceId(String id) {
    return check(
        Names.isInstanceId(id), id, "instance.invalid_id", "Instance id", Names.INSTANCE_ID_RULE);
  }

  static String eventType(String type) {
    return check(
        Names.isEventType(type), type, "event.invalid_type", "Event type", Names.EVENT_TYPE_RULE);
  }

  static String eventId(String id) {
    return check(Names.isEventId(id), id, "event.invalid_id", "Event id", Names.EVENT_ID_RULE);
  }

  static void batchSize(int size, int limit) {
    if (size < 1) {
      throw new InvalidRequestException(
          "batch.empty", "The batch is empty: pass 1 to " + limit + " entries. (batch.empty)");
    }
    if (size > limit) {
      throw new InvalidRequestException(
          "batch.too_large",
          "The batch has %d entries, the limit is %d: split it. (batch.too_large)"
              .formatted(size, limit));
    }
  }

  private static String check(boolean holds, String value, String code, String what, String rule) {
    if (!holds) {
      throw new InvalidRequestException(
          code, "%s '%s' is not allowed: use %s. (%s)".formatted(what, value, rule, code));
    }
    return value;
  }
}
