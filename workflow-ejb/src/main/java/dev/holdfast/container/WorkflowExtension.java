package dev.holdfast.container;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowListener;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Finds the workflow beans and the listeners of the whole deployment, in whatever archive they lie:
 * ejb-jars, libraries of the EAR, or {@code WEB-INF/lib}.
 */
public class WorkflowExtension implements Extension {

  private final List<Bean<?>> beans = new CopyOnWriteArrayList<>();
  private final List<Bean<?>> listeners = new CopyOnWriteArrayList<>();

  /** Makes the extension; CDI does. */
  public WorkflowExtension() {}

  <T> void collect(@Observes ProcessManagedBean<T> event) {
    if (event.getAnnotatedBeanClass().isAnnotationPresent(Workflow.class)) {
      beans.add(event.getBean());
    }
    if (event.getBean().getTypes().contains(WorkflowListener.class)) {
      listeners.add(event.getBean());
    }
  }

  /**
   * Lists the workflow beans.
   *
   * @return in no order
   */
  public List<Bean<?>> beans() {
    return List.copyOf(beans);
  }

  /**
   * Lists the beans that want to hear of the life of instances.
   *
   * @return in no order
   */
  public List<Bean<?>> listeners() {
    return List.copyOf(listeners);
  }
}
