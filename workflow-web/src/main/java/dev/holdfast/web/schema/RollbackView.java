package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Is what became of the compensation.
 *
 * @param outcome complete, or failed when a handler has given up
 * @param error the handler's error; null when complete
 */
public record RollbackView(
    @Schema(allowableValues = {"complete", "failed"}) String outcome, @Nullable ErrorView error) {}
