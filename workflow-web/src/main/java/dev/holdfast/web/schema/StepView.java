package dev.holdfast.web.schema;

import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is a step of an instance.
 *
 * @param kind its kind
 * @param scope the branch it is in; empty outside branches
 * @param name its name
 * @param occurrence its number among those of the same kind, scope and name
 * @param status its status
 * @param attempt the latest attempt known; 0 for sleeps and waits
 * @param startedAt when it began; null for a compensation that has not
 * @param endedAt when it ended; null before
 * @param nextAttemptAt when it is tried again; null when it is not
 * @param config the options recorded with it; null for none
 * @param output any JSON, its result, cut at 1024 characters unless the step is asked for alone
 * @param truncated true when the output is cut; else left out
 * @param error what made it fail; left out unless it has failed
 * @param attempts the attempts that have ended
 * @param until when the sleep ends; of sleeps only
 * @param child the child; of children only
 * @param job name of the batch job; of batch steps only
 * @param eventType type of the event waited for; of waits only
 * @param deadline until when an event, a child or a batch job is waited for; null for ever
 * @param event the event taken; of waits that have one
 */
public record StepView(
    StepKind kind,
    String scope,
    @Schema(example = "charge") String name,
    @Schema(minimum = "1") int occurrence,
    StepStatus status,
    @Schema(minimum = "0") int attempt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable ConfigView config,
    @Nullable Object output,
    Optional<Boolean> truncated,
    Optional<ErrorView> error,
    List<AttemptView> attempts,
    Optional<@Nullable Instant> until,
    Optional<KeyView> child,
    @Schema(example = "load-records") Optional<@Nullable String> job,
    @Schema(example = "approved") Optional<String> eventType,
    Optional<@Nullable Instant> deadline,
    Optional<TakenView> event) {}
