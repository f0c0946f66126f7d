package dev.holdfast.web.http;

import static io.restassured.RestAssured.given;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.access.Gate;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NodeStatus;
import dev.holdfast.engine.ScheduleService;
import dev.holdfast.engine.audit.AuditService;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.port.AuditTrail;
import dev.holdfast.engine.port.MetricsExport;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.probe.TestAccess;
import dev.holdfast.engine.statistics.StatisticsService;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.memory.InMemoryAuditTrail;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.web.RestApplication;
import dev.holdfast.web.instance.LogStreams;
import dev.holdfast.web.instance.Recorded;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Serves the resources around each test, with fakes for the engine and a workflow {@code order}.
 */
final class RestServer implements BeforeEachCallback, AfterEachCallback {

  // Kept here, else the level would be forgotten with the logger.
  private static final Logger INCIDENTS = Logger.getLogger("dev.holdfast.web.problem.Incident");

  private static final ContractFilter CONTRACT = new ContractFilter();

  final FakeInstances instances = new FakeInstances();
  final FakeSchedules schedules = new FakeSchedules();
  final FakeParkedMessages parkedMessages = new FakeParkedMessages();
  final FakeJobs jobs = new FakeJobs();
  final FakeNodes nodes = new FakeNodes();
  final FakeStatistics statistics = new FakeStatistics(instances, nodes);
  final AuditTrail audit = new InMemoryAuditTrail(new InMemoryDatabase(() -> Recorded.START));
  private final WorkflowRegistry workflows = new WorkflowRegistry();
  private @Nullable HttpServer server;

  @Override
  public void beforeEach(ExtensionContext context) {
    workflows.register(
        new WorkflowDefinition(
            "order",
            RestServer.class,
            Object.class,
            Object.class,
            "v1",
            10_000,
            List.of(),
            false,
            () -> {
              throw new UnsupportedOperationException("nothing runs here");
            }));
    ResourceConfig resources =
        ResourceConfig.forApplication(new RestApplication())
            .register(TestLogin.class)
            .register(
                new AbstractBinder() {
                  @Override
                  protected void configure() {
                    bind(instances).to(InstanceService.class);
                    bind(schedules).to(ScheduleService.class);
                    bind(parkedMessages).to(ParkedMessageService.class);
                    bind(jobs).to(JobService.class);
                    bind(nodes).to(NodeStore.class);
                    bind(new OpenGate()).to(Gate.class);
                    bind((AuditService) audit::list).to(AuditService.class);
                    bind(new FakeNodeStatus(nodes)).to(NodeStatus.class);
                    bind((MetricsExport) () -> "holdfast_executing 1.0\n").to(MetricsExport.class);
                    bind(statistics).to(StatisticsService.class);
                    bind(workflows).to(WorkflowRegistry.class);
                    bind(new LogStreams(1)).to(LogStreams.class);
                    bind((TestAccess) Optional::empty).to(TestAccess.class);
                  }
                });
    server =
        JdkHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/holdfast/"), resources);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (server != null) {
      server.stop(0);
    }
  }

  /** Starts a request by nobody in particular. */
  RequestSpecification request() {
    return given()
        .baseUri(baseUri().toString())
        .urlEncodingEnabled(false)
        .filter(CONTRACT)
        .filter(RestServer::readToTheEnd);
  }

  /** Lets no test end, and stop the server, in the middle of an answer. */
  private static Response readToTheEnd(
      FilterableRequestSpecification request,
      FilterableResponseSpecification response,
      FilterContext context) {
    Response answer = context.next(request, response);
    answer.asByteArray();
    return answer;
  }

  /** Starts a request by a user. */
  RequestSpecification requestBy(String user) {
    return request().header(TestLogin.USER, user);
  }

  URI baseUri() {
    if (server == null) {
      throw new IllegalStateException("The server has not been started");
    }
    return UriBuilder.fromUri("http://127.0.0.1/holdfast/api")
        .port(server.getAddress().getPort())
        .build();
  }

  /** Keeps the errors that a test provokes out of the output. */
  void expectIncident() {
    INCIDENTS.setLevel(Level.OFF);
  }
}
