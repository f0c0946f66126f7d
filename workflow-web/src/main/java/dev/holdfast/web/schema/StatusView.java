package dev.holdfast.web.schema;

import dev.holdfast.api.InstanceStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is how an instance is doing.
 *
 * @param id its id
 * @param status its status
 * @param output any JSON, its result; null unless it is complete
 * @param error what made it fail; left out unless it is errored
 * @param rollback what became of its compensation; null for none
 */
public record StatusView(
    @Schema(example = "order-17") String id,
    InstanceStatus status,
    @Nullable Object output,
    Optional<ErrorView> error,
    @Nullable RollbackView rollback) {}
