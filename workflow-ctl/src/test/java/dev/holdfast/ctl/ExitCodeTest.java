package dev.holdfast.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.AutoComplete;
import picocli.CommandLine;

class ExitCodeTest {

  @RegisterExtension private final FakeServer server = new FakeServer();

  @Test
  void endsWithNothingWhenAllIsDone() {
    server.on("GET /nodes", 200, "{\"items\":[]}");

    assertThat(server.run("nodes").exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "400, request.invalid, 1",
    "409, instance.illegal_status, 1",
    "429, queue.full, 1",
    "404, instance.not_found, 3",
    "401, access.denied, 4",
    "403, access.denied, 4",
    "500, internal, 6",
    "503, internal, 6"
  })
  void tellsWhatTheServerSaysAndEndsByItsStatus(int status, String code, int exitCode) {
    server.on(
        "GET /nodes",
        status,
        "{\"detail\":\"So it is. (%s)\",\"code\":\"%s\"}".formatted(code, code));

    Ran ran = server.run("nodes");

    assertThat(ran.exitCode()).isEqualTo(exitCode);
    assertThat(ran.err()).startsWith("workflowctl: So it is. (%s)".formatted(code));
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void saysWhoMayNotDoIt() {
    server.on("GET /nodes", 403, "{\"detail\":\"No.\",\"code\":\"access.denied\"}");

    assertThat(server.run("nodes").err()).contains("User 'eve' may not do this");
  }

  @Test
  void asksForALoginWhenThereIsNone() {
    server.on("GET /nodes", 401, "{\"detail\":\"Log in.\",\"code\":\"access.denied\"}");

    Ran ran = Ran.run(Map.of("HOLDFAST_SERVER", server.url()), "nodes");

    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.err()).contains("--user").contains("HOLDFAST_PASSWORD");
    assertThat(server.asked.get(0).login()).isEmpty();
  }

  @Test
  void saysThatNothingListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String address = "http://127.0.0.1:%d/holdfast".formatted(port);

    Ran ran = Ran.run(Map.of(), "nodes", "--server", address);

    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.err()).contains(address).contains("nothing listens there").contains("--server");
  }

  @Test
  void saysThatTheHostIsNotKnown() {
    Ran ran = Ran.run(Map.of(), "nodes", "--server", "http://no-such-host.invalid/holdfast");

    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.err()).contains("host 'no-such-host.invalid' is not known");
  }

  @Test
  void saysThatAnswersAreNotHoldfasts() {
    server.on("GET /nodes", new FakeServer.Answer(200, "text/html", "<html>Welcome</html>", false));

    Ran ran = server.run("nodes");

    assertThat(ran.exitCode()).isEqualTo(6);
    assertThat(ran.err()).contains("is not Holdfast");
  }

  @Test
  void showsWhatAProxySaysWithoutItsMarkup() {
    server.on(
        "GET /nodes", new FakeServer.Answer(502, "text/html", "<h1>Bad\n gateway</h1>", false));

    assertThat(server.run("nodes").err()).contains("Bad gateway [HTTP 502]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nodez",
        "instances",
        "instances list",
        "nodes --output=xml",
        "nodes --timeout=0",
        "nodes --server=example",
        "nodes --server=ftp://example.org/holdfast",
        "instances list order --limit=0",
        "instances list order --since=yesterday",
        "instances pause order",
        "instances pause order a --status=running",
        "instances restart order a --scope=b",
        "instances create order --params={",
        "instances create order --params=@/nonexistent",
        "instances create order --count=1001",
        "import order /nonexistent",
        "import order x.csv --batches"
      })
  void refusesWrongCommandsBeforeAnythingIsSent(String command) {
    Ran ran = server.run(command.isEmpty() ? new String[0] : command.split(" "));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("workflowctl: ");
    assertThat(ran.out()).isEmpty();
    assertThat(server.asked).isEmpty();
  }

  @Test
  void listsItsExitCodes() {
    assertThat(server.run("--help").out()).contains("Exit codes:").contains("no server answers");
  }

  @Test
  void printsWhatLetsAShellCompleteEveryCommand() {
    Ran ran = server.run("completion");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("workflowctl", "send-event", "--status", "waitingForPause", "complete -F");
    assertThat(ran.out())
        .isEqualTo(AutoComplete.bash("workflowctl", new CommandLine(new Workflowctl())));
  }
}
