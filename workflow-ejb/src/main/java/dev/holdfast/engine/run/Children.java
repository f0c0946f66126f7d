package dev.holdfast.engine.run;

import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import java.util.Optional;

/** Does for runs what has to do with instances besides their own. Thread-safe. */
public interface Children {

  /**
   * Creates a child, as long as the lease of its parent's run is in force, and starts it at once if
   * it can. Durable when this returns; asked for the same child again, it finds it.
   *
   * @param request what to create
   * @return the child, or the older instance asked for; empty when the lease is lost
   * @throws dev.holdfast.api.InstanceAlreadyExistsException when the id belongs to somebody else
   * @throws RuntimeException when it cannot be created
   */
  Optional<InstanceRecord> start(ChildRequest request);

  /**
   * Says that a parent has been told of the end of a child. Only a hint.
   *
   * @param parent the parent
   */
  void told(Parent parent);

  /** Says that a parent has left children that are to be terminated. Only a hint. */
  void left();
}
