package dev.holdfast.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ctl.FakeServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {

  private static final String STREAM = "GET /workflows/order/instances/a/subscribe";
  private static final String STATUS = "GET /workflows/order/instances/a/status";

  @RegisterExtension private final FakeServer server = new FakeServer();

  @ParameterizedTest
  @CsvSource({"complete, 0", "errored, 8", "terminated, 8"})
  void printsRecordsAndEndsAsTheInstanceHasEnded(String status, int exitCode) {
    server
        .on(STREAM, stream(record(10, "workflow_started", "") + record(11, "step_completed", STEP)))
        .on(STATUS, 200, "{\"status\":\"%s\"}".formatted(status));

    Ran ran = server.run("instances", "watch", "order", "a");

    assertThat(ran.exitCode()).isEqualTo(exitCode);
    assertThat(ran.out().lines())
        .containsExactly(
            "2030-01-01T00:00:00Z         workflow_started    ",
            "2030-01-01T00:00:00Z         step_completed      charge-1  {\"output\":7}");
  }

  @Test
  void printsTheServersRecordsForPrograms() {
    server
        .on(STREAM, stream(record(10, "workflow_started", "")))
        .on(STATUS, 200, "{\"status\":\"complete\"}");

    Ran ran = server.run("instances", "watch", "order", "a", "-o", "json", "--types", "x,y");

    assertThat(ran.out().strip())
        .isEqualTo(
            "{\"eventId\":10,\"timestamp\":\"2030-01-01T00:00:00Z\",\"type\":\"workflow_started\"}");
    assertThat(server.calls().get(0)).isEqualTo(STREAM + "?types=x%2Cy&cursor=0");
  }

  @Test
  void comesBackWhereItWasWhenTheStreamBreaksOff() {
    server
        .on(STREAM, new Answer(200, "text/event-stream", record(10, "workflow_started", ""), true))
        .on(STREAM, stream(record(11, "workflow_completed", "")))
        .on(STATUS, 200, "{\"status\":\"complete\"}");

    Ran ran = server.run("instances", "watch", "order", "a");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out().lines()).hasSize(2);
    assertThat(server.asked)
        .extracting(FakeServer.Asked::lastEventId)
        .containsExactly("", "10", "");
  }

  @Test
  void endsAtOnceWhenNothingIsLeft() {
    server
        .on(STREAM, new Answer(204, "text/event-stream", "", false))
        .on(STATUS, 200, "{\"status\":\"complete\"}");

    assertThat(server.run("instances", "watch", "order", "a", "--after=11").out()).isEmpty();
  }

  @Test
  void tellsThatThereIsNoSuchInstance() {
    server.on(STREAM, 404, "{\"detail\":\"None.\",\"code\":\"instance.not_found\"}");

    assertThat(server.run("instances", "watch", "order", "a").exitCode()).isEqualTo(3);
  }

  private static final String STEP =
      ",\"step\":{\"kind\":\"run\",\"scope\":\"\",\"name\":\"charge\",\"occurrence\":1},\"data\":{\"output\":7}";

  private static Answer stream(String records) {
    return new Answer(200, "text/event-stream", ": hello\n\n" + records, false);
  }

  private static String record(int id, String type, String more) {
    return "id: %d\ndata: {\"eventId\":%d,\"timestamp\":\"2030-01-01T00:00:00Z\",\"type\":\"%s\"%s}\n\n"
        .formatted(id, id, type, more);
  }
}
