package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * Says how long an instance is kept after its end: whole milliseconds, a text such as {@code 30
 * days}, or {@code forever}; at most 3650 days.
 *
 * @param success after a success
 * @param error after an error or a termination
 */
public record KeepBody(
    @Schema(
            types = {"string", "integer"},
            example = "30 days")
        Optional<Object> success,
    @Schema(
            types = {"string", "integer"},
            example = "forever")
        Optional<Object> error) {}
