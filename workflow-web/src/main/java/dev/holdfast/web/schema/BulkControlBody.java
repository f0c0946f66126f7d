package dev.holdfast.web.schema;

import dev.holdfast.api.InstanceStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says what to do with all instances that a filter chooses.
 *
 * @param action what to do
 * @param rollback whether steps are undone first; with terminate only, false when left out
 * @param filter chooses the instances, as a list does; an empty one chooses all
 */
@Schema(example = "{\"action\": \"pause\", \"filter\": {\"status\": [\"waiting\"]}}")
public record BulkControlBody(
    @Schema(allowableValues = {"pause", "resume", "terminate", "restart", "delete", "retry"})
        String action,
    Optional<Boolean> rollback,
    Filter filter) {

  /**
   * Chooses instances.
   *
   * @param status statuses wanted; a text with commas is taken too; all that the action fits when
   *     left out
   * @param createdFrom created at that time or later
   * @param createdTo created before that time; before the request when left out
   * @param q text that the id contains, without control characters
   * @param retrying only those that have a step between two attempts; false when left out
   */
  @Schema(name = "FilterBody")
  public record Filter(
      @Schema(types = {"array", "string"}) Optional<List<InstanceStatus>> status,
      Optional<Instant> createdFrom,
      Optional<Instant> createdTo,
      Optional<String> q,
      Optional<Boolean> retrying) {}
}
