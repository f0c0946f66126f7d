package dev.holdfast.engine;

import dev.holdfast.engine.control.Command;
import java.util.List;
import java.util.Set;

/** Steers many instances that rest in one transaction, which is quicker than one by one. */
@FunctionalInterface
public interface RestingInstances {

  /**
   * Steers those that nobody executes, that have no parent and that the command fits.
   *
   * @param numbers of the instances
   * @param command what is wanted
   * @param caller who wants it
   * @return the numbers of those that were steered; the others are to be steered one by one
   */
  Set<Long> steer(List<Long> numbers, Command command, String caller);
}
