package dev.holdfast.engine.model;

/**
 * Identifies a schedule.
 *
 * @param workflow name of the workflow that it starts
 * @param cron its expression, as it was deployed
 */
public record ScheduleKey(String workflow, String cron) {}
