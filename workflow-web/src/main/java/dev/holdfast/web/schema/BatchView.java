package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Is what a batch of creations has given.
 *
 * @param created the instances
 * @param errors the entries that have created nothing
 */
public record BatchView(List<CreatedView> created, List<Failure> errors) {

  /**
   * Is an entry that has created nothing.
   *
   * @param index its place in the batch, from 0
   * @param id the id that it asked for
   * @param code the stable code of the error
   * @param message what happened and what to do
   */
  @Schema(name = "BatchFailure")
  public record Failure(
      @Schema(minimum = "0") int index,
      @Schema(example = "order-17") String id,
      @Schema(example = "instance.already_exists") String code,
      String message) {}
}
