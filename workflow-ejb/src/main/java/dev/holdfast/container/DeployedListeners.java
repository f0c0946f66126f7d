package dev.holdfast.container;

import dev.holdfast.api.WorkflowListener;
import dev.holdfast.engine.Engine;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

/** Finds the beans that want to hear of the life of instances. */
final class DeployedListeners {

  private final WorkflowExtension extension;
  private final BeanManager beanManager;

  DeployedListeners(WorkflowExtension extension, BeanManager beanManager) {
    this.extension = extension;
    this.beanManager = beanManager;
  }

  /** Adds all of them; one of scope dependent lives as long as the engine. */
  void addTo(Engine engine) {
    for (Bean<?> bean : extension.listeners()) {
      engine.add(
          (WorkflowListener)
              beanManager.getReference(
                  bean, WorkflowListener.class, beanManager.createCreationalContext(bean)));
    }
  }
}
