package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is an event that a wait has taken.
 *
 * @param type its type
 * @param payload any JSON, cut at 1024 characters unless the step is asked for alone
 * @param truncated true when the payload is cut; else left out
 * @param timestamp when it was received
 * @param id its id
 */
public record TakenView(
    @Schema(example = "approved") String type,
    @Nullable Object payload,
    Optional<Boolean> truncated,
    @Nullable Instant timestamp,
    @Nullable String id) {}
