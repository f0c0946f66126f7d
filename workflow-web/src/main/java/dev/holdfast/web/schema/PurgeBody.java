package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * Says which finished instances to remove.
 *
 * @param filter chooses the instances, as a list does; an empty one chooses all finished ones
 * @param archive where they are kept; as the setting {@code holdfast.archive} says when left out
 */
@Schema(example = "{\"filter\": {\"status\": [\"complete\"]}, \"archive\": \"table\"}")
public record PurgeBody(
    BulkControlBody.Filter filter,
    @Schema(allowableValues = {"none", "table", "folder"}) Optional<String> archive) {}
