package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks for pages of the server itself that could be taken for ours. */
@ExtendWith(CommonServer.class)
class ServerPagesIT {

  private final LaunchedServer server;

  ServerPagesIT(LaunchedServer server) {
    this.server = server;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
  void healthIsNotToldByTheServer(String path) throws Exception {
    assertThat(server.getFromRoot(path)).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi", "/metrics", "/metrics/base"})
  void neitherInterfacesNorMeasuresAreShownByTheServer(String path) throws Exception {
    assertThat(server.getFromRoot(path)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready"})
  void healthIsToldByTheApplication(String path) throws Exception {
    assertThat(server.get(path)).isEqualTo(200);
  }
}
