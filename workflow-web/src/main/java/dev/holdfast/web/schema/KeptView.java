package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Says how long instances are kept after their end: a duration of ISO 8601, {@code forever}, or
 * null when nothing is said.
 *
 * @param success after a success
 * @param error after an error or a termination
 */
public record KeptView(
    @Schema(example = "PT720H") @Nullable String success,
    @Schema(example = "forever") @Nullable String error) {}
