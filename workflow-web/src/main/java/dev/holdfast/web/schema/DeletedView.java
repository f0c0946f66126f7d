package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Is what a deletion of many instances has given.
 *
 * @param deleted those that are gone
 * @param errors those that were not deleted
 */
public record DeletedView(List<Deleted> deleted, List<Failure> errors) {

  /**
   * Is an instance that is gone.
   *
   * @param id its id
   */
  @Schema(name = "Deleted")
  public record Deleted(@Schema(example = "order-17") String id) {}

  /**
   * Is an instance that was not deleted.
   *
   * @param id its id
   * @param code the stable code of the error
   * @param message what happened and what to do
   */
  @Schema(name = "DeletionFailure")
  public record Failure(
      @Schema(example = "order-18") String id,
      @Schema(example = "instance.not_found") String code,
      String message) {}
}
