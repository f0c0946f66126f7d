package dev.holdfast.api;

import java.util.List;

/**
 * Tells what became of a batch of creations.
 *
 * @param created the instances, in the order of the entries; existing ones where the options asked
 *     for them
 * @param errors the entries that created nothing
 */
public record BatchCreation(List<WorkflowInstance> created, List<Failure> errors) {

  /** Copies both lists. */
  public BatchCreation {
    created = List.copyOf(created);
    errors = List.copyOf(errors);
  }

  /**
   * Tells why an entry created nothing.
   *
   * @param index place of the entry in the batch, from 0
   * @param id the id it asked for
   * @param code {@code instance.already_exists}, {@code batch.duplicate_id} or {@code internal}
   * @param message what failed and what to do
   */
  public record Failure(int index, String id, String code, String message) {}
}
