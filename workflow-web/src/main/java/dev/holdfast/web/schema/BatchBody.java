package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says which instances to create: either {@code instances}, or {@code count} with members that all
 * of them have in common.
 *
 * @param instances what to create, one by one
 * @param count how many instances to create
 * @param params any JSON, the payload of the workflow, with {@code count} only
 * @param startAt when they are to start, with {@code count} only
 * @param retention how long they are kept after their end, with {@code count} only
 */
@Schema(example = BatchBody.EXAMPLE)
public record BatchBody(
    @ArraySchema(minItems = 1, maxItems = 1000) Optional<List<CreateBody>> instances,
    @Schema(minimum = "1", maximum = "1000") Optional<Integer> count,
    Optional<Object> params,
    Optional<Instant> startAt,
    Optional<KeepBody> retention) {

  static final String EXAMPLE =
      """
      {"instances": [{"id": "order-17", "params": {"amount": 12.50}}, {"params": {"amount": 3}}]}
      """;
}
