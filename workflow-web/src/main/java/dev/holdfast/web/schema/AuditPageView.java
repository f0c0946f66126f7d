package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is a page of the audit trail.
 *
 * @param items the entries, newest first
 * @param nextCursor where the next page begins; left out on the last page
 */
public record AuditPageView(
    @ArraySchema(maxItems = 500) List<Entry> items, Optional<String> nextCursor) {

  /**
   * Says who has done or wanted what. What does not apply is null.
   *
   * @param at when
   * @param caller who wanted it
   * @param role the highest role of the caller
   * @param address where the request came from
   * @param command what was wanted
   * @param workflow name of the workflow
   * @param target id of the instance, or what else it is about
   * @param before status before it
   * @param after status after it
   * @param reason why, as the caller has said
   * @param outcome done, or the code of the refusal
   */
  @Schema(name = "AuditEntryView")
  public record Entry(
      Instant at,
      String caller,
      @Nullable String role,
      @Nullable String address,
      @Schema(example = "instance.pause") String command,
      @Nullable String workflow,
      @Nullable String target,
      @Nullable String before,
      @Nullable String after,
      @Nullable String reason,
      @Schema(example = "done") String outcome) {}
}
