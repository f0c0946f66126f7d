package dev.holdfast.engine.port;

import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Takes whole instances out of one database and puts them into another. Each method is a
 * transaction of its own; a caller's transaction is suspended meanwhile.
 */
public interface InstanceTransfer {

  /**
   * Reads instances that no node executes. Their rows are locked meanwhile, in order of number, so
   * that what is read of each belongs together; nothing is changed.
   *
   * @param numbers numbers of the instances, one or more
   * @return those that are there and have no owner, by number, without the chunks of large results
   */
  List<InstanceExport> read(Collection<Long> numbers);

  /**
   * Reads an instance with the chunks of its large results, all of them into memory.
   *
   * @param number its number
   * @return empty when it is gone, or a node executes it
   */
  Optional<InstanceExport> readWhole(long number);

  /**
   * Stores instances as they are, without an owner. Links to parents and children are made with
   * those that are here by then: a parent that is missing is forgotten until it comes; one that is
   * stored is due at once when it waits for a child that has ended here.
   *
   * @param instances the instances, with numbers of their own here; none twice
   * @return for each, in order: applied, {@link Outcome#ALREADY_EXISTS} when its workflow has an
   *     instance of that id, {@link Outcome#NOT_FOUND} when it waits for a child that is not here;
   *     then nothing of it is stored
   * @throws RuntimeException when one of them cannot be stored; then none is
   */
  List<Outcome> insert(List<InstanceExport> instances);
}
