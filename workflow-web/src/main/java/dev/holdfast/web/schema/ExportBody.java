package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * Says which instances to write.
 *
 * @param filter chooses the instances, as a list does; an empty one chooses all
 * @param pause whether they are paused before, so that they go on in one place only; false when
 *     left out
 * @param archived whether they are chosen among those in the archive table; false when left out
 */
@Schema(example = "{\"filter\": {\"status\": [\"waiting\", \"paused\"]}, \"pause\": true}")
public record ExportBody(
    BulkControlBody.Filter filter, Optional<Boolean> pause, Optional<Boolean> archived) {}
