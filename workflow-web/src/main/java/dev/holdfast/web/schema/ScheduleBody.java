package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Says which schedule is to be steered, and how.
 *
 * @param cron its expression, as deployed
 * @param action pause, resume from now on, or trigger: create an instance at once
 */
public record ScheduleBody(
    @Schema(example = "0 6 * * *") String cron,
    @Schema(allowableValues = {"pause", "resume", "trigger"}) String action) {}
