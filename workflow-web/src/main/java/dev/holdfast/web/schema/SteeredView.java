package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is a schedule after a call that steered it.
 *
 * @param cron its expression, as deployed
 * @param zone the time zone that it goes by
 * @param nextAt when it fires next; null while it is paused
 * @param lastAt the latest firing that has created an instance; null before the first
 * @param paused whether it stands still
 * @param instanceId the instance that it was triggered to create; only then
 */
public record SteeredView(
    @Schema(example = "0 6 * * *") String cron,
    @Schema(example = "Europe/Berlin") String zone,
    @Nullable Instant nextAt,
    @Nullable Instant lastAt,
    boolean paused,
    Optional<String> instanceId) {}
