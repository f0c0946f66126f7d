package dev.holdfast.web.console.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.web.console.Sentence;
import dev.holdfast.web.instance.Recorded;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.primefaces.model.timeline.TimelineModel;

class InstanceViewTest {

  private static final Instant START = Recorded.START;
  private static final InstanceRecord INSTANCE =
      Recorded.with(
          Recorded.queued(1, new InstanceKey("order", "order-17")), InstanceStatus.WAITING, null);
  private static final StepRecord DONE =
      Recorded.started(StepKind.RUN, "<b>load</b>", 1)
          .withOptions("limit=5")
          .completed(2, Recorded.json("{\"a\":[1,2]}"), START.plusSeconds(5));

  @Test
  void printsJsonOverSeveralLines() {
    InstanceView view = view(true);

    assertThat(view.params()).contains("\n").contains("\"amount\": 12.50");
    assertThat(view.steps().get(0).output()).startsWith("{\n").endsWith("}");
    assertThat(view.output()).isEmpty();
  }

  @Test
  void showsStackTracesToThoseWhoMaySeeThem() {
    assertThat(view(true).steps().get(0).failures().get(0).stackTrace()).contains("Secret.java");
    assertThat(view(false).steps().get(0).failures().get(0).stackTrace()).isEmpty();
    assertThat(view(false).steps().get(0).failures().get(0).error().message())
        .isEqualTo("no route");
  }

  @Test
  void hidesResultsOfSensitiveSteps() {
    StepRecord secret = DONE.withOptions("limit=5 sensitive");

    assertThat(StepRow.of(secret, List.of(), true).output()).isEqualTo("\"[REDACTED]\"");
  }

  @Test
  void offersOnlyWhatFitsTheStatus() {
    InstanceView view = view(true);

    assertThat(view.fits(Action.PAUSE)).isTrue();
    assertThat(view.fits(Action.RESUME)).isFalse();
    assertThat(Action.TERMINATE.fits(InstanceStatus.COMPLETE)).isFalse();
    assertThat(Action.ROLL_BACK.fits(InstanceStatus.ROLLING_BACK)).isFalse();
    assertThat(Action.RESTART.fits(InstanceStatus.ERRORED)).isTrue();
  }

  @Test
  void drawsABarForEachAttemptAndTakesNamesForTextNotMarkup() {
    StepTimeline timeline = new StepTimeline(ZoneId.of("UTC"), START.plusSeconds(60));

    TimelineModel<String, String> model = timeline.draw(view(true).steps());

    assertThat(model.getGroups())
        .singleElement()
        .extracting("data")
        .isEqualTo("&lt;b&gt;load&lt;/b&gt;-1");
    assertThat(model.getEvents())
        .extracting("styleClass")
        .containsExactly("bar bar-failed", "bar bar-complete");
  }

  @Test
  void drawsWhatIsOpenUpToNowAndOnlyTheLastOfManySteps() {
    Instant now = START.plusSeconds(60);
    List<StepRow> many =
        java.util.stream.IntStream.rangeClosed(1, StepTimeline.MOST_STEPS + 1)
            .mapToObj(
                seq -> StepRow.of(Recorded.started(StepKind.SLEEP, "nap", seq), List.of(), true))
            .toList();

    TimelineModel<String, String> model = new StepTimeline(ZoneId.of("UTC"), now).draw(many);

    assertThat(model.getGroups()).hasSize(StepTimeline.MOST_STEPS);
    assertThat(model.getGroups().get(0).getId()).isEqualTo("step2");
    assertThat(model.getEvents().get(0).getEndDate())
        .isEqualTo(java.time.LocalDateTime.ofInstant(now, ZoneId.of("UTC")));
  }

  private static InstanceView view(boolean stackTraces) {
    AttemptRecord failed = Recorded.attempt(1, 1, 1000L);
    return InstanceView.of(
        new InstanceDetails(INSTANCE, List.of(DONE), List.of(failed)),
        Sentence.of("why.waiting"),
        stackTraces);
  }
}
