package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * Is the options recorded with a step; others may be added.
 *
 * @param limit how often it is retried
 * @param delayMs how long the first retry waits, in milliseconds
 * @param backoff how the waits grow
 * @param maxDelayMs the longest wait, in milliseconds
 * @param jitter how much of a wait is left to chance, from 0 to 1
 * @param timeoutMs how long an attempt may take, in milliseconds
 * @param sensitive whether the result is shown to nobody
 * @param largeResult whether the result may be of any size
 */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record ConfigView(
    @Schema(minimum = "0") Optional<Integer> limit,
    @Schema(minimum = "0") Optional<Long> delayMs,
    @Schema(example = "exponential") Optional<String> backoff,
    @Schema(minimum = "0") Optional<Long> maxDelayMs,
    @Schema(minimum = "0", maximum = "1") Optional<Double> jitter,
    @Schema(minimum = "0") Optional<Long> timeoutMs,
    Optional<Boolean> sensitive,
    Optional<Boolean> largeResult) {}
