package dev.holdfast.container;

import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowDefinition.Entrypoint;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

/** Makes definitions of the workflow beans; each execution gets an object of its own from CDI. */
final class DeployedWorkflows {

  private final WorkflowExtension extension;
  private final BeanManager beanManager;

  DeployedWorkflows(WorkflowExtension extension, BeanManager beanManager) {
    this.extension = extension;
    this.beanManager = beanManager;
  }

  /** Reads each workflow's annotation, over what holds for all, and the settings of its own. */
  WorkflowRegistry registry(
      BuildVersions versions,
      WorkflowSettings all,
      SettingsReader settings,
      ScheduleReader schedules) {
    WorkflowRegistry registry = new WorkflowRegistry();
    for (Bean<?> bean : extension.beans()) {
      Class<?> type = bean.getBeanClass();
      WorkflowDefinition said =
          WorkflowDefinition.of(type, versions.of(type), all, () -> open(bean));
      registry.register(
          said.withSettings(settings.ofWorkflow(said.name(), said.settings()))
              .withSchedules(schedules.read(said)));
    }
    return registry;
  }

  private Entrypoint open(Bean<?> bean) {
    CreationalContext<?> context = beanManager.createCreationalContext(bean);
    Object workflow = beanManager.getReference(bean, bean.getBeanClass(), context);
    return new Entrypoint((WorkflowEntrypoint<?, ?>) workflow, context::release);
  }
}
