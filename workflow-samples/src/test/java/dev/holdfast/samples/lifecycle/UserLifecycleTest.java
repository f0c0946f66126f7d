package dev.holdfast.samples.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidDurationException;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.samples.FakeStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserLifecycleTest {

  private final List<String> sent = new ArrayList<>();
  private final FakeStep step = new FakeStep();

  @Test
  void writesAgainToAUserWhoDidNotSubscribe() {
    LifecycleResult result = workflow(false).run(event(null), step);

    assertThat(result.converted()).isFalse();
    assertThat(sent)
        .containsExactly(
            "fake/i1/3/welcome email-1 a@example.org Welcome!",
            "fake/i1/3/trial expiration email-1 a@example.org Trial ending");
    assertThat(step.sleeps()).containsExactly(Duration.ofDays(7));
  }

  @Test
  void leavesASubscriberAlone() {
    LifecycleResult result = workflow(true).run(event("10 seconds"), step);

    assertThat(result.converted()).isTrue();
    assertThat(sent).hasSize(1);
    assertThat(step.sleeps()).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void refusesATrialThatIsNoDuration() {
    assertThatExceptionOfType(InvalidDurationException.class)
        .isThrownBy(() -> workflow(true).run(event("soon"), step));
  }

  private UserLifecycle workflow(boolean subscribed) {
    return new UserLifecycle(
        (key, recipient, subject) -> sent.add(key + " " + recipient + " " + subject),
        userId -> subscribed);
  }

  private static WorkflowEvent<LifecycleRequest> event(@Nullable String trial) {
    return new WorkflowEvent<>(
        new LifecycleRequest("ada", "a@example.org", trial),
        Instant.EPOCH,
        "i1",
        "user-lifecycle",
        Optional.empty());
  }
}
