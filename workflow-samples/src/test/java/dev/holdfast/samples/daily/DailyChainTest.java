package dev.holdfast.samples.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.samples.FakeStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DailyChainTest {

  private static final Instant SIX = Instant.parse("2030-01-01T06:00:00Z");
  private static final Instant NEXT_DAY = Instant.parse("2030-01-02T00:00:01Z");

  private final List<String> sent = new ArrayList<>();
  private final FakeStep step = new FakeStep();

  @Test
  void reportsOfTheDayThatWasDueAndFollowsUpAWeekLater() {
    String day = run(null, Optional.of(new ScheduledFiring("0 6 * * *", SIX)));

    assertThat(day).isEqualTo("2030-01-01");
    assertThat(sent)
        .containsExactly(
            "team@example.org Report of 2030-01-01", "team@example.org A week after 2030-01-01");
    assertThat(step.calls())
        .containsExactly("run daily task#1", "sleep wait 7 days", "run weekly followup#1");
    assertThat(step.sleeps()).containsExactly(Duration.ofDays(7));
  }

  @Test
  void reportsOfTodayWhenStartedByHandAndPausesAsLongAsAsked() {
    String day = run("10 seconds", Optional.empty());

    assertThat(day).isEqualTo("2030-01-02");
    assertThat(step.sleeps()).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void isStartedEveryMorning() {
    assertThat(DailyChain.class.getAnnotation(Workflow.class).schedules())
        .containsExactly("0 6 * * *");
  }

  private String run(@Nullable String pause, Optional<ScheduledFiring> firing) {
    return new DailyChain((key, recipient, subject) -> sent.add(recipient + " " + subject))
        .run(
            new WorkflowEvent<>(new DailyRequest(pause), NEXT_DAY, "i1", "daily-chain", firing),
            step);
  }
}
