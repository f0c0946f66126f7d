package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Names an instance.
 *
 * @param workflow name of its workflow
 * @param id its id
 */
public record KeyView(
    @Schema(example = "order") String workflow, @Schema(example = "order-17") String id) {}
