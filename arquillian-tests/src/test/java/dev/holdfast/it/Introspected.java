package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.testing.InstanceIntrospector;
import dev.holdfast.testing.RemoteIntrospector;
import dev.holdfast.testing.StepSelector;
import dev.holdfast.testing.WorkflowIntrospector;
import java.net.URI;

/**
 * Introspects the server from outside. It is here and not in the contract because the server, which
 * lacks the test kit, looks at that.
 */
final class Introspected {

  private static final String WORKFLOW = "kitchen-sink";

  private Introspected() {}

  /** Makes sure that waits are skipped and a mocked result is taken, for one instance. */
  static void completesWithAMockedStep(String id) {
    try (InstanceIntrospector introspector = server().introspect(WORKFLOW, id)) {
      introspector.modify(
          m ->
              m.disableSleeps()
                  .disableRetryDelays()
                  .mockStepError(StepSelector.named("call"), new IllegalStateException("no"), 1)
                  .mockStepResult(StepSelector.named("call"), "mocked")
                  .mockEvent("go", "now"));

      Http.post(
              "starter",
              "/workflows/kitchen-sink/instances",
              Http.body(
                  id,
                  "[{'sleep':'nap','for':'1 hour'},{'run':'call','result':'real','save':'a'},"
                      + "{'waitForEvent':'wait','type':'go','save':'b'}]"))
          .then()
          .statusCode(201);

      assertThat(introspector.waitForStepResult(StepSelector.named("call"))).isEqualTo("mocked");
      introspector.waitForStatus(InstanceStatus.COMPLETE);
      assertThat(introspector.output()).asString().contains("a=mocked", "b=now");
    }
    assertThat(Http.status(id).statusCode()).isEqualTo(404);
  }

  /** Makes sure that all instances that are created meanwhile are changed, and then erased. */
  static void changesAllInstances(String one, String another) {
    try (WorkflowIntrospector introspector = server().introspectAll(WORKFLOW)) {
      introspector.modifyAll(m -> m.forceEventTimeout(StepSelector.named("wait")));

      for (String id : new String[] {one, another}) {
        Http.post(
                "starter",
                "/workflows/kitchen-sink/instances",
                Http.body(id, "[{'waitForEvent':'wait','type':'go','timeout':'1 hour'}]"))
            .then()
            .statusCode(201);
      }

      assertThat(introspector.instances())
          .extracting(InstanceIntrospector::id)
          .containsExactly(one, another);
      introspector.instances().forEach(it -> it.waitForStatus(InstanceStatus.ERRORED));
    }
    assertThat(Http.status(one).statusCode()).isEqualTo(404);
  }

  private static RemoteIntrospector server() {
    return RemoteIntrospector.of(
        URI.create(Application.url() + "/api"), "admin", Application.password("admin"));
  }
}
