package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * Confirms that an event is stored.
 *
 * @param eventId its id: the one given by the caller, or made up
 * @param receivedAt when it was stored, the first time
 */
public record ReceiptView(@Schema(example = "approval-of-17") String eventId, Instant receivedAt) {}
