package dev.holdfast.testing;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.probe.Introspection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks into the instances of a workflow under test that are created while it is open, and changes
 * what goes on in them. Only one may be open for a workflow. Thread-safe.
 */
public final class WorkflowIntrospector implements AutoCloseable {

  private final String workflow;
  private final Introspection introspection;
  private final Observer observer;
  private volatile boolean closed;

  WorkflowIntrospector(String workflow, Introspection introspection, Observer observer) {
    this.workflow = workflow;
    this.introspection = introspection;
    this.observer = observer;
    introspection.open(workflow);
  }

  /**
   * Changes what goes on in instances that are created from now on. Several calls add up.
   *
   * @param changes says what
   * @return this
   * @throws InvalidRequestException {@code request.invalid} when something contradicts what was
   *     said before
   */
  public WorkflowIntrospector modifyAll(Consumer<Modifier> changes) {
    refuseIfClosed();
    Modifier modifier = new Modifier(observer.codec());
    changes.accept(modifier);
    introspection.modifyAll(workflow, modifier.modifications());
    return this;
  }

  /**
   * Lists the instances that were created since this was opened.
   *
   * @return their introspectors, in order of creation
   */
  public List<InstanceIntrospector> instances() {
    refuseIfClosed();
    return introspection.instances(workflow).stream()
        .map(key -> new InstanceIntrospector(key, introspection, observer, TestServer.PATIENCE))
        .toList();
  }

  /** Stops and erases those instances, and forgets what was to go differently. May be repeated. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      introspection.close(workflow);
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new IllegalStateException("The introspector of workflow " + workflow + " is closed");
    }
  }
}
