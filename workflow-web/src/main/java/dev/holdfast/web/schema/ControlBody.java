package dev.holdfast.web.schema;

import dev.holdfast.engine.model.StepKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * Says what to do with an instance.
 *
 * @param action what to do
 * @param rollback whether its steps are undone first; with terminate only, false when left out
 * @param from the step to restart from, with restart only; from the top when left out
 */
@Schema(example = "{\"action\": \"restart\", \"from\": {\"name\": \"charge\"}}")
public record ControlBody(
    @Schema(allowableValues = {"pause", "resume", "terminate", "restart"}) String action,
    Optional<Boolean> rollback,
    Optional<Step> from) {

  /**
   * Names a step of an instance.
   *
   * @param name its name
   * @param occurrence its number among those of the same kind, scope and name
   * @param kind its kind
   * @param scope the branch it is in; none when left out
   */
  @Schema(name = "StepBody")
  public record Step(
      @Schema(minLength = 1, example = "charge") String name,
      @Schema(minimum = "1", defaultValue = "1") Optional<Integer> occurrence,
      @Schema(defaultValue = "run") Optional<StepKind> kind,
      Optional<String> scope) {}
}
