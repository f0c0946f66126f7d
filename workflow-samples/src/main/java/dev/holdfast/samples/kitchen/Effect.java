package dev.holdfast.samples.kitchen;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says that a body took effect.
 *
 * @param instance id of the instance
 * @param epoch which life of the instance it was, 1 before any restart; null when unknown
 * @param key what the script calls the effect
 * @param step name of the step
 * @param attempt number of the attempt
 * @param node name of the server
 * @param at when
 */
public record Effect(
    String instance,
    @Nullable Integer epoch,
    String key,
    String step,
    int attempt,
    String node,
    Instant at) {}
