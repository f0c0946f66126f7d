package dev.holdfast.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells how an instance is doing.
 *
 * @param id id of the instance
 * @param status where it is in its life
 * @param output what the workflow returned, as decoded from its record; null until complete, or
 *     when it returned nothing
 * @param error what ended it; present only when errored
 * @param rollback what became of its compensation; present once one has ended
 */
public record WorkflowStatus(
    String id,
    InstanceStatus status,
    @Nullable Object output,
    Optional<ErrorInfo> error,
    Optional<Rollback> rollback) {}
