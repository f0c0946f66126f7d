package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Says which instances to delete.
 *
 * @param ids their ids
 */
@Schema(example = "{\"ids\": [\"order-17\", \"order-18\"]}")
public record DeleteBody(@ArraySchema(minItems = 1, maxItems = 1000) List<String> ids) {}
