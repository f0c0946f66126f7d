package dev.holdfast.engine.log;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.engine.model.Failure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the data of a record, in the order of reading. */
final class Members {

  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  static Members none() {
    return new Members();
  }

  static Members of(String name, @Nullable Object value) {
    return none().and(name, value);
  }

  static Members error(@Nullable Failure failure) {
    return none().andError(failure == null ? null : failure.error());
  }

  Members and(String name, @Nullable Object value) {
    members.put(name, value);
    return this;
  }

  Members and(String name, @Nullable Instant time) {
    members.put(name, time == null ? null : time.toString());
    return this;
  }

  Members andError(@Nullable ErrorInfo error) {
    if (error != null) {
      Members parts = of("name", error.name()).and("message", error.message());
      members.put("error", (error.code() == null ? parts : parts.and("code", error.code())).map());
    }
    return this;
  }

  Members andAll(Map<String, @Nullable Object> more) {
    members.putAll(more);
    return this;
  }

  Map<String, @Nullable Object> map() {
    return members;
  }
}
