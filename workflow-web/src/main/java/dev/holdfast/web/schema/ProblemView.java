package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * Is a problem document of RFC 9457.
 *
 * @param type names the problem, by its code
 * @param title what it is about, the same for every problem of this type
 * @param status the status of HTTP
 * @param detail what happened, to what, and what to do
 * @param code the stable code, for programs
 * @param workflow name of the workflow it is about; left out for none
 * @param instanceId id of the instance it is about; left out for none
 */
@Schema(example = ProblemView.EXAMPLE, additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record ProblemView(
    @Schema(format = "uri") String type,
    String title,
    @Schema(minimum = "400", maximum = "599") int status,
    String detail,
    String code,
    Optional<String> workflow,
    Optional<String> instanceId) {

  static final String EXAMPLE =
      """
      {"type": "urn:holdfast:problem:instance.not_found", "title": "There is no such instance",
       "status": 404, "detail": "Instance 'order-18' of workflow 'order' does not exist: it was never created, or has been deleted. (instance.not_found)",
       "code": "instance.not_found", "workflow": "order", "instanceId": "order-18"}
      """;
}
