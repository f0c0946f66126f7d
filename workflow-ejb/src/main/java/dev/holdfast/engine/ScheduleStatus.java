package dev.holdfast.engine;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a schedule is doing.
 *
 * @param cron its expression
 * @param zone the time zone of the expression
 * @param nextAt when it fires next; null while it is paused
 * @param lastAt its latest firing that created an instance; null before the first
 * @param paused whether it is kept from firing
 */
public record ScheduleStatus(
    String cron, ZoneId zone, @Nullable Instant nextAt, @Nullable Instant lastAt, boolean paused) {}
