package dev.holdfast.api;

import java.util.List;

/**
 * Tells what became of a batch of deletions.
 *
 * @param deleted the ids that are gone, in the order of the batch; a repeated id is repeated here
 * @param errors the ids that were not deleted
 */
public record BatchDeletion(List<String> deleted, List<Failure> errors) {

  /** Copies both lists. */
  public BatchDeletion {
    deleted = List.copyOf(deleted);
    errors = List.copyOf(errors);
  }

  /**
   * Tells why an id was not deleted.
   *
   * @param id the id
   * @param code {@code instance.not_found} or {@code internal}
   * @param message what failed; without inner details
   */
  public record Failure(String id, String code, String message) {}
}
