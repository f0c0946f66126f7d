package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is an attempt that has ended.
 *
 * @param attempt its number, from 1
 * @param startedAt when it began; null when that is not known
 * @param endedAt when it ended
 * @param error what made it fail; left out when it has succeeded
 * @param retryDelayMs how long the next attempt waited, in milliseconds; left out after the last
 * @param stackTrace where it failed; for operators only
 */
public record AttemptView(
    @Schema(minimum = "1") int attempt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Optional<ErrorView> error,
    @Schema(minimum = "0") Optional<Long> retryDelayMs,
    Optional<@Nullable String> stackTrace) {}
