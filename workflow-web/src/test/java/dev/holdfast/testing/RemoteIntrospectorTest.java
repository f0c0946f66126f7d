package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RemoteIntrospectorTest {

  private static final StepSelector CALL = StepSelector.named("call / ü");

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();
  private ServerInTestMode server;

  /** Is a value with a type of its own. */
  record User(String name, int age) {}

  @BeforeEach
  void deploy() {
    kit.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 day");
          User user =
              step.run(
                  "call / ü",
                  StepOptions.ofRetry(RetryPolicy.ofLimit(2)),
                  () -> new User("real", 1));
          return step.waitForEvent("wait", "go", String.class).payload() + user.name();
        });
    server = new ServerInTestMode(kit, true);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void modifiesAnInstanceBeforeItIsCreated() {
    InstanceIntrospector introspector =
        server
            .as("admin")
            .introspect("w", "i")
            .modify(
                m ->
                    m.disableSleeps(StepSelector.named("nap"))
                        .disableRetryDelays()
                        .mockStepError(CALL, new IllegalStateException("mocked"), 1)
                        .forceStepTimeout(CALL, 1)
                        .mockStepResult(CALL, new User("ada", 3))
                        .mockEvent("go", "by "));

    create("i");

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo("by ada");
    assertThat(introspector.waitForStepResult(CALL)).hasToString("{name=ada, age=3}");
    assertThat(introspector.waitForStepResult(CALL, User.class)).isEqualTo(new User("ada", 3));
    assertThat(kit.details(kit.workflows("w").get("i")).attempts())
        .extracting(attempt -> attempt.failure().error().name())
        .containsExactly("IllegalStateException", "StepTimeoutException");
  }

  @Test
  void throwsTheFailureOfAStepAndShowsTheError() {
    InstanceIntrospector introspector =
        server
            .as("admin")
            .introspect("w", "i")
            .modify(
                m ->
                    m.disableSleeps()
                        .disableRetryDelays()
                        .mockStepError(CALL, new IllegalStateException("mocked")));

    create("i");

    assertThatExceptionOfType(StepFailedException.class)
        .isThrownBy(() -> introspector.waitForStepResult(CALL))
        .withMessage("mocked");
    introspector.waitForStatus("errored");
    assertThat(introspector.error().name()).isEqualTo("IllegalStateException");
  }

  @Test
  void modifiesAllInstancesOfAWorkflowAndErasesThem() {
    try (WorkflowIntrospector introspector = server.as("admin").introspectAll("w")) {
      introspector.modifyAll(
          m ->
              m.disableSleeps()
                  .mockStepResult(CALL, new User("all", 1))
                  .forceEventTimeout(StepSelector.named("wait")));

      create("b");
      create("a");

      assertThat(introspector.instances())
          .extracting(InstanceIntrospector::id)
          .containsExactly("b", "a");
      assertThat(introspector.instances())
          .allSatisfy(instance -> instance.waitForStatus(InstanceStatus.ERRORED))
          .allSatisfy(instance -> assertThat(instance.error().code()).isEqualTo("event.timeout"));
      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> server.as("admin").introspectAll("w"));
    }
    assertThat(kit.workflows("w").find("a")).isEmpty();
  }

  @Test
  void refusesWhatContradictsWhatWasSaidBefore() {
    InstanceIntrospector introspector =
        server
            .as("admin")
            .introspect("w", "i")
            .modify(m -> m.mockStepResult(CALL, new User("ada", 3)));

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> introspector.modify(m -> m.forceStepTimeout(CALL)))
        .withMessageContaining("has a mocked result already");
  }

  @Test
  void isForTheRoleAdminOnly() {
    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(() -> server.as("operator").introspect("w", "i").modify(m -> m.disableSleeps()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("access.denied"));
  }

  @Test
  void saysSoWhenTheServerIsNotInTestMode() {
    try (ServerInTestMode usual = new ServerInTestMode(kit, false)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> usual.as("admin").introspect("w", "i").modify(m -> m.disableSleeps()))
          .withMessageContaining("start the server with holdfast.test-mode=true");
    }
  }

  private void create(String id) {
    kit.workflows("w").create(CreateOptions.ofId(id));
  }
}
