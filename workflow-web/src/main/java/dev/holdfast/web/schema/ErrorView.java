package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * Is what made an instance, a step or an attempt fail.
 *
 * @param name class or kind of the error
 * @param message what it says
 * @param code its stable code; left out when it has none
 */
public record ErrorView(
    @Schema(example = "PaymentRefused") String name,
    String message,
    @Schema(example = "step.timed_out") Optional<String> code) {}
