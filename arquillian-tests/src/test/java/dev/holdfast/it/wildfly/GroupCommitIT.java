package dev.holdfast.it.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Workflows;
import dev.holdfast.it.Archives;
import dev.holdfast.it.ClosedLoop;
import dev.holdfast.it.ClosedLoop.Result;
import dev.holdfast.it.Container;
import dev.holdfast.it.DatabaseCounters;
import java.util.Locale;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds the engine to its promise that concurrent workflows share their commits. */
@ExtendWith(ArquillianExtension.class)
class GroupCommitIT {

  private static final int CLIENTS = 64;
  private static final int WORKFLOWS = 2_000;

  @Deployment
  static EnterpriseArchive deployment() {
    return Archives.ear(GroupCommitIT.class);
  }

  @Test
  void sharesCommitsAmongConcurrentWorkflows() throws Exception {
    Workflows oneStep = Container.workflows("one-step");
    new ClosedLoop(oneStep).run(CLIENTS, WORKFLOWS);
    DatabaseCounters before = DatabaseCounters.readSettled();

    Result result = new ClosedLoop(oneStep).run(CLIENTS, WORKFLOWS);

    DatabaseCounters used = DatabaseCounters.readSettled().minus(before);
    double commits = (double) used.commits() / result.count();
    print(
        "W1 workflows_per_s=%.0f p50_ms=%.1f p99_ms=%.1f commits_per_wf=%.3f wal_bytes_per_wf=%d",
        result.perSecond(),
        result.millis(0.5),
        result.millis(0.99),
        commits,
        used.walBytes() / result.count());
    assertThat(result.statuses()).containsOnly(InstanceStatus.COMPLETE);
    assertThat(commits).as("commits per workflow").isLessThanOrEqualTo(0.3);
  }

  @Test
  void tellsWhatAStepCostsOneClient() throws Exception {
    Workflows tenSteps = Container.workflows("ten-steps");
    new ClosedLoop(tenSteps).run(1, 100);

    Result result = new ClosedLoop(tenSteps).run(1, 100);

    print("W3 ms_per_step=%.2f", result.millis(0.5) / 10);
    assertThat(result.statuses()).containsOnly(InstanceStatus.COMPLETE);
  }

  private static void print(String format, Object... figures) {
    System.out.println(String.format(Locale.ROOT, format, figures));
  }
}
