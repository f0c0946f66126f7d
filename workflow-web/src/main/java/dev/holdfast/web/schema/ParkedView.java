package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is a message that could not be accepted.
 *
 * @param id its id
 * @param queue the queue that it came from
 * @param properties its properties
 * @param code the stable code of the latest refusal
 * @param reason the same for people
 * @param parkedAt when it was parked
 * @param retries how often it was handed over again, each time in vain
 * @param retriedAt when that was done last; null for never
 * @param retriedBy who has done that last; null for nobody
 */
public record ParkedView(
    @Schema(example = "ID:9f1c") String id,
    @Schema(allowableValues = {"workflow.events", "workflow.commands"}) String queue,
    Map<String, @Nullable Object> properties,
    @Schema(example = "instance.not_found") String code,
    String reason,
    Instant parkedAt,
    @Schema(minimum = "0") int retries,
    @Nullable Instant retriedAt,
    @Nullable String retriedBy) {}
