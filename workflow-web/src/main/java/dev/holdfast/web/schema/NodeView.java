package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * Is a live server.
 *
 * @param node its number
 * @param name its name
 * @param startedAt when it was started
 * @param heartbeatAt when it last said that it lives
 * @param heartbeatAgeMs how long ago that was, in milliseconds
 * @param running how many instances it owns: it executes them, or is about to
 */
public record NodeView(
    long node,
    @Schema(example = "node-a") String name,
    Instant startedAt,
    Instant heartbeatAt,
    long heartbeatAgeMs,
    @Schema(minimum = "0") long running) {}
