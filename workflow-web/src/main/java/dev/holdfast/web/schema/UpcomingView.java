package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is a schedule of a workflow with its next firings.
 *
 * @param cron its expression, as deployed
 * @param zone the time zone that it goes by
 * @param nextAt when it fires next; null while it is paused
 * @param lastAt the latest firing that has created an instance; null before the first
 * @param paused whether it stands still
 * @param next its next five firings; empty while it is paused
 */
public record UpcomingView(
    @Schema(example = "0 6 * * *") String cron,
    @Schema(example = "Europe/Berlin") String zone,
    @Nullable Instant nextAt,
    @Nullable Instant lastAt,
    boolean paused,
    @ArraySchema(maxItems = 5) List<Instant> next) {}
