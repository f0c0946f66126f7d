package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.EventTimeoutException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MockedEventTest {

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();

  @BeforeEach
  void deploy() {
    kit.deploy(
        "w",
        (event, step) -> step.waitForEvent("approval", "approved", String.class, "48h").payload());
  }

  // case 239
  @Test
  void isThereForAWaitWhenItWasMockedBeforeTheCreation() {
    InstanceIntrospector introspector =
        kit.introspect("w", "i").modify(m -> m.mockEvent("approved", "by a mock"));

    create("i");

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo("by a mock");
  }

  @Test
  void wakesAnInstanceThatWaits() {
    InstanceIntrospector introspector = kit.introspect(create("i"));
    introspector.waitForStatus(InstanceStatus.WAITING);

    introspector.modify(m -> m.mockEvent("approved", "now"));

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo("now");
  }

  @Test
  void goesToOneWaitOnlyAlsoAfterACrash() {
    kit.deploy(
        "twice",
        (event, step) ->
            step.waitForEvent("first", "go", String.class).payload()
                + step.waitForEvent("second", "go", String.class).payload());
    InstanceIntrospector introspector =
        kit.introspect("twice", "i").modify(m -> m.mockEvent("go", "mocked"));
    kit.workflows("twice").create(CreateOptions.ofId("i"));
    kit.awaitRest();

    kit.crash();
    kit.workflows("twice").get("i").sendEvent("go", " and real");

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo("mocked and real");
  }

  @Test
  void timesOutAtOnceWhenAskedToWithTheTimeoutOfTheCode() {
    InstanceIntrospector introspector =
        kit.introspect("w", "i")
            .modify(
                m ->
                    m.mockEvent("approved", "ignored")
                        .forceEventTimeout(StepSelector.named("approval")));

    create("i");

    introspector.waitForStatus(InstanceStatus.ERRORED);
    assertThat(introspector.error().name()).isEqualTo(EventTimeoutException.class.getSimpleName());
    assertThat(introspector.error().message()).contains("timed out after 172800000 ms");
    assertThat(kit.clock().instant()).isEqualTo(TestClock.START);
  }

  private WorkflowInstance create(String id) {
    return kit.workflows("w").create(CreateOptions.ofId(id));
  }
}
