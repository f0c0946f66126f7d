package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Is a page of messages that could not be accepted.
 *
 * @param items the messages, newest first
 * @param count how many messages fit the filters, on all pages
 * @param nextCursor where the next page begins; left out on the last page
 */
public record ParkedPageView(
    @ArraySchema(maxItems = 500) List<ParkedView> items,
    @Schema(minimum = "0") long count,
    Optional<String> nextCursor) {}
