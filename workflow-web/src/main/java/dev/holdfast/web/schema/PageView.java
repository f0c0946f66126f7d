package dev.holdfast.web.schema;

import dev.holdfast.api.InstanceStatus;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is a page of instances.
 *
 * @param items the instances
 * @param nextCursor where the next page begins; left out on the last page
 */
public record PageView(
    @ArraySchema(maxItems = 500) List<Item> items,
    @Schema(example = "ZDE3") Optional<String> nextCursor) {

  /**
   * Is an instance in a list.
   *
   * @param id its id
   * @param status its status
   * @param createdAt when it was created
   * @param startedAt when it began to execute; null before
   * @param endedAt when it ended; null before
   * @param wakeAt when it goes on by itself; null when that is not known
   * @param currentStep the step that it is in, with its number; null for none
   * @param attempt the latest attempt of that step; null for none
   */
  @Schema(name = "PageItem")
  public record Item(
      @Schema(example = "order-17") String id,
      InstanceStatus status,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Instant wakeAt,
      @Schema(example = "approval-1") @Nullable String currentStep,
      @Schema(minimum = "1") @Nullable Integer attempt) {}
}
