package dev.holdfast.engine;

import dev.holdfast.engine.InstanceService.BatchEntry;
import java.util.List;

/**
 * Creates many instances, each by itself: what breaks a rule keeps the others from nothing.
 * Thread-safe.
 */
@FunctionalInterface
public interface EachCreation {

  /**
   * Creates instances; they share their commits. Not for a caller's transaction.
   *
   * @param requests what to create, any number
   * @return what became of each, in order; an error is anything that is wrong with the entry, or a
   *     limit of the server
   * @throws RuntimeException when the database or this node fails; then some may have been created
   */
  List<BatchEntry> createEach(List<NewInstance> requests);
}
