package dev.holdfast.testing;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.probe.TestAccess;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.web.RestApplication;
import dev.holdfast.web.instance.LogStreams;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Serves the resources over the engine of a kit, as a server in test mode would. */
final class ServerInTestMode implements AutoCloseable {

  private final HttpServer server;

  ServerInTestMode(HoldfastKit kit, boolean inTestMode) {
    this.server =
        JdkHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/holdfast/"), resources(kit, inTestMode));
  }

  /**
   * Makes the resources with the engine of a kit behind them; two streams may be open at a time.
   */
  static ResourceConfig resources(HoldfastKit kit, boolean inTestMode) {
    TestServer engine = kit.server();
    TestAccess access = () -> inTestMode ? Optional.of(engine.testMode()) : Optional.empty();
    return ResourceConfig.forApplication(new RestApplication())
        .register(BasicLogin.class)
        .register(
            new AbstractBinder() {
              @Override
              protected void configure() {
                bind(engine.instances()).to(InstanceService.class);
                bind(engine.registry()).to(WorkflowRegistry.class);
                bind(new LogStreams(2)).to(LogStreams.class);
                bind(access).to(TestAccess.class);
              }
            });
  }

  RemoteIntrospector as(String user) {
    URI base =
        URI.create("http://127.0.0.1:%d/holdfast/api".formatted(server.getAddress().getPort()));
    return RemoteIntrospector.of(base, user, "any");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Believes whoever logs in; stands for the login that a server does. */
  @PreMatching
  public static final class BasicLogin implements ContainerRequestFilter {

    private static final List<String> ROLES = List.of("viewer", "starter", "operator", "admin");

    @Override
    public void filter(ContainerRequestContext request) {
      String header = request.getHeaderString(HttpHeaders.AUTHORIZATION).substring(6);
      String login = new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8);
      String user = login.substring(0, login.indexOf(':'));
      request.setSecurityContext(
          new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
              return () -> user;
            }

            @Override
            public boolean isUserInRole(String role) {
              return ROLES.indexOf(user) >= ROLES.indexOf(role);
            }

            @Override
            public boolean isSecure() {
              return false;
            }

            @Override
            public String getAuthenticationScheme() {
              return BASIC_AUTH;
            }
          });
    }
  }
}
