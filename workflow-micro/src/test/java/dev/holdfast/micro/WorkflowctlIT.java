package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.micro.CtlProcess.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(CommonServer.class)
class WorkflowctlIT {

  private static final String WORKFLOW = "approval";

  @TempDir private Path folder;

  @Test
  void drivesAnApprovalToItsEnd(LaunchedServer server) throws Exception {
    CtlProcess starter = new CtlProcess(server, "starter");
    CtlProcess viewer = new CtlProcess(server, "viewer");

    Ran created =
        starter.run("instances", "create", WORKFLOW, "--id=ctl-1", "--params={\"userId\":\"ada\"}");
    assertThat(created).isEqualTo(new Ran(0, "ctl-1%n".formatted(), ""));
    server.rest().awaitStatus(WORKFLOW, "ctl-1", "waiting");
    assertThat(viewer.run("instances", "describe", WORKFLOW, "ctl-1").out())
        .containsPattern("waiting for: +event 'approval-response' in step 'wait for approval'");
    assertThat(viewer.run("instances", "list", WORKFLOW, "--status=waiting", "-q", "ctl").out())
        .contains("ctl-1  waiting");

    Ran sent =
        starter.run(
            "instances",
            "send-event",
            WORKFLOW,
            "ctl-1",
            "approval-response",
            "--payload={\"approved\":true,\"by\":\"eve\"}");
    assertThat(sent.exitCode()).as(sent.err()).isZero();

    Ran watched = viewer.run("instances", "watch", WORKFLOW, "ctl-1");
    assertThat(watched.exitCode()).as(watched.err()).isZero();
    assertThat(watched.out()).contains("workflow_started", "wait_completed", "workflow_completed");
    assertThat(viewer.run("instances", "describe", WORKFLOW, "ctl-1").out())
        .contains("{\"status\":\"approved\",\"by\":\"eve\"}");
  }

  @Test
  void steersManyByAFilterAsTheirRolesAllow(LaunchedServer server) throws Exception {
    Path lines = folder.resolve("requests.ndjson");
    Files.writeString(
        lines,
        """
        {"id":"bulk-1","params":{"userId":"ada"}}
        {"id":"bulk-2","params":{"userId":"bob"}}
        {"id":"bulk-3","params":{"userId":"eve"}}
        """);

    Ran imported =
        new CtlProcess(server, "starter").run("import", WORKFLOW, lines.toString(), "--batches");
    assertThat(imported).isEqualTo(new Ran(0, "3 created, 0 refused%n".formatted(), ""));

    String[] terminate = {"instances", "terminate", WORKFLOW, "-q", "bulk-", "--yes"};
    Ran denied = new CtlProcess(server, "viewer").run(terminate);
    assertThat(denied.exitCode()).isEqualTo(4);
    assertThat(denied.err()).contains("User 'viewer' may not do this");
    assertThat(new CtlProcess(server, "operator").run(terminate).out())
        .isEqualTo("Terminate: 3 done, 0 refused%n".formatted());
    Ran watched = new CtlProcess(server, "viewer").run("instances", "watch", WORKFLOW, "bulk-2");
    assertThat(watched.exitCode()).isEqualTo(8);
    Ran deleted =
        new CtlProcess(server, "admin")
            .run("instances", "delete", WORKFLOW, "-q", "bulk-", "--yes");
    assertThat(deleted.out()).isEqualTo("Delete: 3 done, 0 refused%n".formatted());
  }
}
