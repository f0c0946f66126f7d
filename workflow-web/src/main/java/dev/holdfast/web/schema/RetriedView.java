package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Names the instance that a parked message has reached.
 *
 * @param id id of the message
 * @param workflow name of the instance's workflow
 * @param instanceId id of the instance
 */
public record RetriedView(
    @Schema(example = "ID:9f1c") String id,
    @Schema(example = "order") String workflow,
    @Schema(example = "order-17") String instanceId) {}
