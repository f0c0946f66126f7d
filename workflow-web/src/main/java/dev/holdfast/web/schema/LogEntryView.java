package dev.holdfast.web.schema;

import dev.holdfast.api.LogType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is a record of an event log; the data of one server-sent event.
 *
 * @param instanceId id of the instance
 * @param eventId id of the record; grows along the log
 * @param timestamp when it happened
 * @param type what happened
 * @param step the step that it is about; left out for none
 * @param data more about it, by type
 */
public record LogEntryView(
    @Schema(example = "order-17") String instanceId,
    @Schema(minimum = "0", maximum = "9007199254740991") long eventId,
    Instant timestamp,
    LogType type,
    Optional<Step> step,
    Map<String, @Nullable Object> data) {

  /**
   * Names a step.
   *
   * @param kind its kind
   * @param scope the branch it is in; empty outside branches
   * @param name its name
   * @param occurrence its number among those of the same kind, scope and name
   */
  @Schema(name = "LogEntryStep")
  public record Step(
      String kind,
      String scope,
      @Schema(example = "charge") String name,
      @Schema(minimum = "1") int occurrence) {}
}
