package dev.holdfast.web.console.schedule;

import dev.holdfast.engine.ScheduleStatus;

/**
 * Is a line of the list of schedules.
 *
 * @param workflow the workflow that it starts
 * @param status how it is doing
 */
public record ScheduleRow(String workflow, ScheduleStatus status) {}
