package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowInstance;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Follows logs over HTTP, with the engine of a kit behind. */
class LogStreamTest {

  private static final int TOO_MANY = 429;

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();
  private HttpServer server;

  @BeforeEach
  void serve() {
    server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/holdfast/"), ServerInTestMode.resources(kit, false));
    kit.deploy(
        "order",
        (event, step) -> {
          step.run("pay", StepOptions.DEFAULT.withSensitive(), () -> "4711");
          step.sleep("night", Duration.ofHours(8));
          return step.run("ship", () -> 2);
        });
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void tellsWhatIsKeptAndThenWhatHappensAndEndsWithTheInstance() throws Exception {
    WorkflowInstance instance = create();
    List<Long> ids = new ArrayList<>();

    try (StreamReader reader = open("")) {
      assertThat(reader.status()).isEqualTo(200);
      assertThat(reader.header("Content-Type")).startsWith("text/event-stream");
      assertThat(reader.header("Cache-Control")).contains("no-store");
      JsonObject record;
      do {
        record = reader.awaitRecord();
        ids.add(id(record));
      } while (!record.getString("type").equals("workflow_waiting"));
      kit.clock().advance("8 hours");
      ids.addAll(ids(reader.awaitEnd()));
    }

    assertThat(ids).isEqualTo(log(instance));
  }

  @Test
  void goesOnBehindTheLastRecordWithoutGapsOrDoubles() throws Exception {
    WorkflowInstance instance = create();
    List<Long> ids = new ArrayList<>();
    String last;
    try (StreamReader reader = open("")) {
      last = reader.await("id:");
      ids.add(id(reader.awaitRecord()));
      assertThat(last).isEqualTo(ids.get(0).toString());
    }
    kit.clock().advance("8 hours");

    try (StreamReader reader = open("?cursor=1", "Last-Event-ID", last)) {
      ids.addAll(ids(reader.awaitEnd()));
    }

    assertThat(ids).isEqualTo(log(instance));
  }

  // case 268
  @Test
  void tellsOnlyTheTypesWantedAndEndsAllTheSame() throws Exception {
    WorkflowInstance instance = create();
    kit.clock().advance("8 hours");
    List<Long> log = log(instance);

    List<String> lines;
    try (StreamReader reader = open("?types=step_completed&cursor=" + log.get(3))) {
      lines = reader.awaitEnd();
    }

    assertThat(StreamReader.records(lines))
        .allSatisfy(record -> assertThat(record.getString("type")).isEqualTo("step_completed"))
        .allSatisfy(record -> assertThat(id(record)).isGreaterThan(log.get(3)))
        .extracting(record -> record.getJsonObject("step").getString("name"))
        .endsWith("ship");
  }

  @Test
  void tellsClientsThatComeBackAfterTheEndThatThereIsNothingLeft() throws Exception {
    WorkflowInstance instance = create();
    kit.clock().advance("8 hours");
    List<Long> log = log(instance);

    assertNothingLeft(open("", "Last-Event-ID", log.get(log.size() - 1).toString()));
    assertNothingLeft(open("?types=wait_started", "Last-Event-ID", log.get(0).toString()));
    try (StreamReader reader = open("", "Last-Event-ID", log.get(log.size() - 2).toString())) {
      assertThat(reader.status()).isEqualTo(200);
      assertThat(ids(reader.awaitEnd())).containsExactly(log.get(log.size() - 1));
    }
  }

  @Test
  void keepsTheConnectionAlive() throws Exception {
    create();

    try (StreamReader reader = open("")) {
      while (!reader.awaitRecord().getString("type").equals("workflow_waiting")) {}
      kit.clock().advance("15 s");
      kit.clock().advance("15 s"); // the first may come before it is noted when the record was told
      reader.await(": idle");
    }
  }

  // case 71
  @Test
  void hidesWhatIsSensitive() throws Exception {
    create();

    try (StreamReader reader = open("?types=step_completed")) {
      assertThat(reader.awaitRecord().getJsonObject("data").getString("result"))
          .isEqualTo("[REDACTED]");
    }
  }

  @Test
  void endsWhenTheInstanceIsDeleted() throws Exception {
    WorkflowInstance instance = create();

    try (StreamReader reader = open("")) {
      reader.await("id:");
      instance.delete();
      kit.clock().advance("1 s");
      reader.awaitEnd();
    }
  }

  @Test
  void answersWhatIsWrongWithAProblem() throws Exception {
    create();

    assertProblem(StreamReader.open(uri("unknown", "")), 404, "instance.not_found");
    assertProblem(open("?types=nap"), 400, "request.invalid");
    assertProblem(open("", "Last-Event-ID", "x"), 400, "request.invalid");
  }

  @Test
  void opensNoMoreStreamsThanAllowed() throws Exception {
    create();

    try (StreamReader first = open("");
        StreamReader second = open("")) {
      first.await(": open");
      second.await(": open");
      StreamReader refused = open("");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertProblem(refused, TOO_MANY, "streams.full");
    }

    awaitRoom();
  }

  private WorkflowInstance create() {
    WorkflowInstance instance = kit.workflows("order").create(CreateOptions.ofId("a-1"));
    kit.awaitRest();
    return instance;
  }

  private List<Long> log(WorkflowInstance instance) {
    return instance.log(0).stream().map(LogEntry::eventId).toList();
  }

  /** Lets time pass until the server has noticed that a client is gone. */
  private void awaitRoom() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < deadline) {
      kit.clock().advance("15 s");
      try (StreamReader reader = open("")) {
        if (reader.status() != TOO_MANY) {
          return;
        }
      }
    }
    throw new AssertionError("The stream of a client that is gone still counts");
  }

  private StreamReader open(String query, String... headers)
      throws IOException, InterruptedException {
    return StreamReader.open(uri("a-1", query), headers);
  }

  private URI uri(String id, String query) {
    return URI.create(
        "http://127.0.0.1:%d/holdfast/api/workflows/order/instances/%s/subscribe%s"
            .formatted(server.getListener("grizzly").getPort(), id, query));
  }

  private static void assertProblem(StreamReader answer, int status, String code) throws Exception {
    try (answer) {
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      assertThat(String.join("", answer.awaitEnd())).contains("\"" + code + "\"");
    }
  }

  private static void assertNothingLeft(StreamReader answer) throws Exception {
    try (answer) {
      assertThat(answer.status()).isEqualTo(204);
    }
  }

  private static List<Long> ids(List<String> lines) {
    return StreamReader.records(lines).stream().map(LogStreamTest::id).toList();
  }

  private static long id(JsonObject record) {
    return record.getJsonNumber("eventId").longValueExact();
  }
}
