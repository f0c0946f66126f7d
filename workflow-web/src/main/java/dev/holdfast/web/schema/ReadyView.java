package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;

/**
 * Says whether the application can work.
 *
 * @param status UP or DOWN
 * @param checks what was checked, each UP or DOWN
 * @param stuck instances that are not getting on; left out unless the caller may see it
 */
public record ReadyView(
    @Schema(allowableValues = {"UP", "DOWN"}) String status,
    @Schema(example = "{\"database\": \"UP\", \"heartbeat\": \"UP\"}") Map<String, String> checks,
    Optional<Long> stuck) {}
