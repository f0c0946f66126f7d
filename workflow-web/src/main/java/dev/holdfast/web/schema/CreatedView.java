package dev.holdfast.web.schema;

import dev.holdfast.api.InstanceStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * Is an instance that was created, or was there before.
 *
 * @param id its id
 * @param workflow name of its workflow
 * @param status its status
 * @param createdAt when it was created
 * @param existing true when it was there before; else left out
 */
public record CreatedView(
    @Schema(example = "order-17") String id,
    @Schema(example = "order") String workflow,
    InstanceStatus status,
    Instant createdAt,
    Optional<Boolean> existing) {}
