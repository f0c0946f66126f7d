package dev.holdfast.web.schema;

import dev.holdfast.engine.model.StepKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is what an instance waits for.
 *
 * @param kind kind of the step that waits
 * @param name name of that step
 * @param child the child whose end is waited for; left out for none
 * @param job name of the batch job whose end is waited for; left out for none
 * @param eventType type of the event waited for; left out for none
 * @param until when the wait ends; null for never
 */
public record WaitView(
    StepKind kind,
    @Schema(example = "approval") String name,
    Optional<KeyView> child,
    @Schema(example = "load-records") Optional<@Nullable String> job,
    @Schema(example = "approved") Optional<String> eventType,
    @Nullable Instant until) {}
