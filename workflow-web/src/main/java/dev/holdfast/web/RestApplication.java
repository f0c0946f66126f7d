package dev.holdfast.web;

import dev.holdfast.samples.kitchen.EffectsResource;
import dev.holdfast.samples.pipeline.RecordsSource;
import dev.holdfast.web.audit.AuditResource;
import dev.holdfast.web.health.HealthResource;
import dev.holdfast.web.instance.BatchResource;
import dev.holdfast.web.instance.DeletionResource;
import dev.holdfast.web.instance.EndResource;
import dev.holdfast.web.instance.EventsResource;
import dev.holdfast.web.instance.InstanceResource;
import dev.holdfast.web.instance.InstancesResource;
import dev.holdfast.web.instance.JournalResource;
import dev.holdfast.web.instance.StatusResource;
import dev.holdfast.web.job.BulkControlResource;
import dev.holdfast.web.job.ExportResource;
import dev.holdfast.web.job.ImportResource;
import dev.holdfast.web.job.JobsResource;
import dev.holdfast.web.job.PurgeResource;
import dev.holdfast.web.message.ParkedMessagesResource;
import dev.holdfast.web.metrics.MetricsResource;
import dev.holdfast.web.node.NodesResource;
import dev.holdfast.web.openapi.OpenApiResource;
import dev.holdfast.web.problem.HttpExceptionMapper;
import dev.holdfast.web.problem.UnexpectedExceptionMapper;
import dev.holdfast.web.problem.WorkflowExceptionMapper;
import dev.holdfast.web.schedule.SchedulesResource;
import dev.holdfast.web.security.AnswerHeaders;
import dev.holdfast.web.security.CrossSiteFilter;
import dev.holdfast.web.testing.TestingResource;
import dev.holdfast.web.workflow.WorkflowsResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names everything that answers over HTTP: what is not listed here does not answer. */
@ApplicationPath("api")
public class RestApplication extends Application {

  private static final Set<Class<?>> RESOURCES =
      Set.of(
          AuditResource.class,
          BatchResource.class,
          BulkControlResource.class,
          DeletionResource.class,
          EndResource.class,
          EventsResource.class,
          ExportResource.class,
          HealthResource.class,
          ImportResource.class,
          InstanceResource.class,
          InstancesResource.class,
          JobsResource.class,
          JournalResource.class,
          MetricsResource.class,
          NodesResource.class,
          OpenApiResource.class,
          ParkedMessagesResource.class,
          PurgeResource.class,
          SchedulesResource.class,
          StatusResource.class,
          TestingResource.class,
          WorkflowsResource.class);

  private static final Set<Class<?>> SAMPLES = Set.of(EffectsResource.class, RecordsSource.class);

  private static final Set<Class<?>> PROVIDERS =
      Set.of(
          AnswerHeaders.class,
          CrossSiteFilter.class,
          HttpExceptionMapper.class,
          UnexpectedExceptionMapper.class,
          WorkflowExceptionMapper.class);

  @Override
  public Set<Class<?>> getClasses() {
    return Stream.of(RESOURCES, SAMPLES, PROVIDERS)
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Map<String, Object> getProperties() {
    // Jersey would describe the paths to whoever asks by OPTIONS.
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
