package dev.holdfast.engine.probe;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.model.InstanceKey;
import java.util.Collection;
import java.util.List;

/** Changes what goes on in an engine under test, in this process or in another. Thread-safe. */
public interface Introspection {

  /**
   * Changes what goes on in an instance, from now on and after restarts.
   *
   * @param key the instance, which may be created later
   * @param modifications the changes, taken in order
   * @throws InvalidRequestException {@code request.invalid} when one contradicts an earlier one;
   *     those before it hold
   */
  void modify(InstanceKey key, Collection<Modification> modifications);

  /**
   * Stops an instance, erases it, and forgets what was wanted of it.
   *
   * @param key the instance; need not exist
   */
  void erase(InstanceKey key);

  /**
   * Begins to watch the instances of a workflow that are created from now on.
   *
   * @param workflow name of the workflow
   * @throws InvalidRequestException {@code request.invalid} when somebody does already
   */
  void open(String workflow);

  /**
   * Changes what goes on in instances that are created after this.
   *
   * @param workflow name of a workflow that is open
   * @param modifications the changes, added to the earlier ones
   */
  void modifyAll(String workflow, Collection<Modification> modifications);

  /**
   * Lists the instances created since the workflow was opened.
   *
   * @param workflow name of a workflow that is open
   * @return the instances, in order of creation
   */
  List<InstanceKey> instances(String workflow);

  /**
   * Erases the instances created since the workflow was opened, and forgets what was wanted.
   *
   * @param workflow name of the workflow; need not be open
   */
  void close(String workflow);
}
