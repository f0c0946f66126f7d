package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Is everything stored about an instance, to be replayed in a test. Its members belong to the
 * release that has written it.
 *
 * @param format says that it is a journal
 * @param version version of the layout
 */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record JournalView(@Schema(example = "holdfast-journal") String format, int version) {}
