package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * Says what to create; every member may be left out.
 *
 * @param id id of the instance; made up when left out
 * @param params any JSON, the payload of the workflow; an empty object when left out
 * @param startAt when it is to start; it stays queued until then
 * @param ifExists what to do when the id is taken: fail, or return the older instance
 * @param retention how long it is kept after its end; as the workflow says when left out
 */
@Schema(example = CreateBody.EXAMPLE)
public record CreateBody(
    @Schema(pattern = "^[a-zA-Z0-9_][a-zA-Z0-9_-]{0,99}$") Optional<String> id,
    Optional<Object> params,
    Optional<Instant> startAt,
    @Schema(
            allowableValues = {"fail", "return"},
            defaultValue = "fail")
        Optional<String> ifExists,
    Optional<KeepBody> retention) {

  static final String EXAMPLE =
      """
      {"id": "order-17", "params": {"amount": 12.50}, "ifExists": "return"}
      """;
}
