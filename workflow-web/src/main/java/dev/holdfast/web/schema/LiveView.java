package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Says that the application runs.
 *
 * @param status UP
 */
public record LiveView(@Schema(allowableValues = "UP") String status) {}
