package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * Is the firing of a schedule.
 *
 * @param cron expression of the schedule
 * @param scheduledTime when it was to fire
 */
public record FiringView(@Schema(example = "0 6 * * *") String cron, Instant scheduledTime) {}
