package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.ctl.Workflowctl;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.web.instance.Recorded;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the operator's command line against the resources. */
class WorkflowctlTest {

  /** Is a command that was run. */
  private record Ran(int exitCode, String out, String err) {

    List<String> lines() {
      return out.lines().toList();
    }
  }

  @RegisterExtension private final RestServer server = new RestServer();

  @TempDir private Path folder;

  @Test
  void listsAndDescribesWorkflows() {
    keep("a", InstanceStatus.QUEUED);
    server.schedules.put(FakeSchedules.DAILY);

    Ran list = run("viewer", "workflows");
    Ran one = run("viewer", "workflows", "describe", "order");

    assertThat(list.lines()).hasSize(2);
    assertThat(list.lines().get(1)).matches("order +1 +0 +0 +0 +0 +0");
    assertThat(one.out()).contains("kept after success:", "PT720H", "0 9 * * *");
    assertThat(run("viewer", "workflows", "describe", "other").exitCode()).isEqualTo(3);
  }

  @Test
  void createsAnInstanceAndPrintsItsId() {
    Ran ran =
        run("starter", "instances", "create", "order", "--id=a-1", "--params={\"amount\":12.5}");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out().strip()).isEqualTo("a-1");
    assertThat(server.instances.created.get(0).params().orElseThrow().data())
        .isEqualTo("{\"amount\":12.5}");
  }

  @Test
  void failsForATakenIdUnlessTheOlderInstanceIsWanted() {
    keep("a-1", InstanceStatus.RUNNING);

    Ran refused = run("starter", "instances", "create", "order", "--id=a-1");
    Ran older = run("starter", "instances", "create", "order", "--id=a-1", "--existing", "-ojson");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("instance.already_exists");
    assertThat(older.exitCode()).isZero();
    assertThat(older.out()).contains("\"existing\": true");
  }

  @Test
  void createsManyAtOnce() {
    Ran ran = run("starter", "instances", "create", "order", "--count=3");

    assertThat(ran.lines()).hasSize(3);
    assertThat(server.instances.stored).hasSize(3);
  }

  @Test
  void listsAllInstancesHoweverManyPagesTheyAre() {
    IntStream.range(0, 1201).forEach(i -> keep("i-" + i, InstanceStatus.WAITING));

    assertThat(run("viewer", "instances", "list", "order").lines()).hasSize(51);
    assertThat(run("viewer", "instances", "list", "order", "--limit=600").lines()).hasSize(601);
    assertThat(run("viewer", "instances", "list", "order", "--all").lines()).hasSize(1202);
  }

  @Test
  void filtersWhatItLists() {
    keep("a-1", InstanceStatus.WAITING);
    keep("a-2", InstanceStatus.PAUSED);
    keep("b-1", InstanceStatus.PAUSED);

    Ran ran = run("viewer", "instances", "list", "order", "--status=paused,queued", "-q", "a-");

    assertThat(ran.lines()).hasSize(2);
    assertThat(ran.lines().get(1)).startsWith("a-2");
    Ran wrong = run("viewer", "instances", "list", "order", "--status=sleeping");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("'status' must be one of queued, running");
  }

  @Test
  void describesAnInstance() {
    keep("a-1", InstanceStatus.WAITING);

    Ran ran = run("viewer", "instances", "describe", "order", "a-1");
    Ran json = run("viewer", "instances", "describe", "order", "a-1", "-o", "json");

    assertThat(ran.out()).contains("status:", "waiting", "created:");
    assertThat(json.out()).contains("\"stepCount\": 0");
    assertThat(run("viewer", "instances", "describe", "order", "b").exitCode()).isEqualTo(3);
  }

  @Test
  void sendsAnEvent() {
    keep("a-1", InstanceStatus.WAITING);

    Ran ran =
        run(
            "starter",
            "instances",
            "send-event",
            "order",
            "a-1",
            "approved",
            "--payload={\"by\":\"eve\"}",
            "--event-id=e-1");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("a-1: approved received at 2030-01-01T00:00:00Z as e-1");
    assertThat(server.instances.sent.get(0).eventId()).contains("e-1");
  }

  @Test
  void controlsOneInstance() {
    keep("a-1", InstanceStatus.WAITING);

    assertThat(run("operator", "instances", "pause", "order", "a-1").out().strip())
        .isEqualTo("a-1: paused");
    assertThat(run("operator", "instances", "terminate", "order", "a-1").exitCode()).isZero();
    Ran ended = run("operator", "instances", "pause", "order", "a-1");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("instance.illegal_status");
  }

  @Test
  void controlsWhatAFilterFindsOnlyWhenItIsToldToOrCanAsk() {
    keep("a-1", InstanceStatus.WAITING);
    keep("a-2", InstanceStatus.WAITING);
    keep("b-1", InstanceStatus.PAUSED);

    Ran asked = run("operator", "instances", "terminate", "order", "--status=waiting");
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(asked.err()).contains("Terminate 2 instances of order?").contains("--yes");

    Ran dry = run("operator", "instances", "terminate", "order", "--status=waiting", "--dry-run");
    assertThat(dry.lines()).containsExactly("a-1", "a-2");
    assertThat(status("a-1")).isEqualTo(InstanceStatus.WAITING);

    Ran done = run("operator", "instances", "terminate", "order", "--status=waiting", "--yes");
    assertThat(done.out().strip()).isEqualTo("Terminate: 2 done, 0 refused");
    assertThat(status("a-2")).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(status("b-1")).isEqualTo(InstanceStatus.PAUSED);
  }

  @Test
  void goesOnWhenOneOfManyIsRefused() {
    keep("a-1", InstanceStatus.TERMINATED);
    keep("a-2", InstanceStatus.WAITING);

    Ran ran = run("operator", "instances", "pause", "order", "a-1", "nobody", "a-2");

    assertThat(ran.exitCode()).isEqualTo(7);
    assertThat(ran.out().strip()).isEqualTo("Pause: 1 done, 2 refused");
    assertThat(ran.err()).contains("a-1: ", "nobody: ");
    assertThat(status("a-2")).isEqualTo(InstanceStatus.PAUSED);
  }

  @Test
  void deletesInstances() {
    IntStream.range(0, 1001).forEach(i -> keep("i-" + i, InstanceStatus.COMPLETE));
    keep("a-1", InstanceStatus.WAITING);

    assertThat(run("admin", "instances", "delete", "order", "a-1").out().strip())
        .isEqualTo("a-1: deleted");
    assertThat(run("admin", "instances", "delete", "order", "--all", "--yes").out().strip())
        .isEqualTo("Delete: 1001 done, 0 refused");
    assertThat(server.instances.stored).isEmpty();
    assertThat(run("viewer", "instances", "delete", "order", "a", "b").exitCode()).isEqualTo(4);
  }

  @Test
  void importsLines() throws Exception {
    Path file = folder.resolve("in.ndjson");
    Files.writeString(
        file, "{\"id\":\"a\"}\n{\"id\":\"b\",\"params\":{\"n\":1}}\n{\"ip\":\"c\"}\n");

    Ran ran = run("starter", "import", "order", file.toString(), "--batches");

    assertThat(ran.exitCode()).isEqualTo(7);
    assertThat(ran.out().strip()).isEqualTo("2 created, 1 refused");
    assertThat(ran.err()).contains("line 3: ").contains("request.unknown_member");
    assertThat(server.instances.stored).hasSize(2);
  }

  @Test
  void steersSchedules() {
    server.schedules.put(FakeSchedules.DAILY);

    assertThat(run("viewer", "schedules", "list").lines().get(1))
        .startsWith("order     0 9 * * *  Europe/Berlin  active");
    assertThat(run("operator", "schedules", "pause", "order", "0 9 * * *").out().strip())
        .isEqualTo("0 9 * * *: paused");
    assertThat(run("operator", "schedules", "resume", "order", "0 9 * * *").out().strip())
        .isEqualTo("0 9 * * *: active");
    assertThat(run("operator", "schedules", "trigger", "order", "0 9 * * *").out())
        .startsWith("0 9 * * *-");
    Ran refused = run("viewer", "schedules", "pause", "order", "0 9 * * *");
    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.err()).contains("User 'viewer' may not do this");
  }

  @Test
  void listsNodes() {
    assertThat(run("viewer", "nodes").lines().get(1))
        .isEqualTo("3     node-a  7        1500 ms ago  2030-01-01T00:00:00Z");
  }

  @Test
  void retriesAndDropsParkedMessages() {
    park("ID:1", Map.of("workflow", "order", "instanceId", "a-1"));
    park("ID:2", Map.of());
    park("ID:3", Map.of());

    assertThat(run("viewer", "parked", "list").lines()).hasSize(4);
    assertThat(run("viewer", "parked", "describe", "ID:1").out()).contains("instanceId:", "a-1");
    Ran retried = run("operator", "parked", "retry", "--code=instance.not_found", "--yes");
    assertThat(retried.exitCode()).isEqualTo(7);
    assertThat(retried.out().strip()).isEqualTo("Retry: 1 done, 2 refused");
    assertThat(run("admin", "parked", "delete", "ID:2", "ID:3").exitCode()).isZero();
    assertThat(run("viewer", "parked", "list").lines()).hasSize(1);
  }

  @Test
  void listsNoParkedMessages() {
    assertThat(run("viewer", "parked", "list").lines())
        .containsExactly("ID  QUEUE  CODE  PARKED  RETRIES");
    assertThat(run("viewer", "parked", "list", "-o", "json").out().strip())
        .isEqualTo("{\"items\": []}");
    assertThat(run("operator", "parked", "retry", "nothing").exitCode()).isEqualTo(3);
  }

  private void keep(String id, InstanceStatus status) {
    int number = server.instances.stored.size() + 1;
    server.instances.put(Recorded.queued(number, new InstanceKey("order", id)), status);
  }

  private void park(String id, Map<String, String> properties) {
    server.parkedMessages.park(
        new QueueMessage(id, QueueMessage.EVENTS, properties, "{}", true),
        new Refusal("instance.not_found", "Not there."),
        server.parkedMessages.calls.size());
  }

  private InstanceStatus status(String id) {
    return server.instances.get(new InstanceKey("order", id)).status();
  }

  private Ran run(String user, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Workflowctl.commandLine(
                Map.of(
                    "HOLDFAST_SERVER",
                    server.baseUri().toString().replaceAll("/api$", ""),
                    "HOLDFAST_USER",
                    user,
                    "HOLDFAST_PASSWORD",
                    "any",
                    "XDG_CONFIG_HOME",
                    folder.toString()))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int exitCode = line.execute(arguments);
    return new Ran(exitCode, out.toString(), err.toString());
  }
}
