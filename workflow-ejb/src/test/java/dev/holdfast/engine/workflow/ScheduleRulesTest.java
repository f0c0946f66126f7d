package dev.holdfast.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.cron.CronUtilsCalendar;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleRulesTest {

  private final ScheduleRules rules = new ScheduleRules(new CronUtilsCalendar());

  @Test
  void readsEachExpressionInUtcWhenNoZoneIsGiven() {
    assertThat(rules.read("w", List.of("0 9 * * *", " 0 18 * * MON-FRI "), ""))
        .extracting(Schedule::cron, Schedule::zone)
        .containsExactly(
            tuple("0 9 * * *", ZoneId.of("UTC")), tuple("0 18 * * MON-FRI", ZoneId.of("UTC")));
    assertThat(rules.read("w", List.of("0 9 * * *"), "Europe/Berlin").get(0).zone())
        .isEqualTo(ZoneId.of("Europe/Berlin"));
  }

  @Test
  void takesHundredSchedulesAndTextsOf256Characters() {
    assertThat(rules.read("w", many(100), "")).hasSize(100);
    assertThat(rules.read("w", List.of(widened(256)), "").get(0).cron()).hasSize(256);
  }

  @ParameterizedTest
  @MethodSource("invalid") // case 215
  void refusesWhatBreaksARuleAndNamesWorkflowTextAndRule(
      List<String> crons, String zone, List<String> named) {
    assertThatThrownBy(() -> rules.read("nightly", crons, zone))
        .hasMessageContainingAll(named.toArray(CharSequence[]::new))
        .hasMessageContaining("'nightly'")
        .hasMessageEndingWith("(schedule.invalid)")
        .asInstanceOf(InstanceOfAssertFactories.type(WorkflowException.class))
        .extracting(WorkflowException::code)
        .isEqualTo("schedule.invalid");
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        Arguments.of(List.of(), "", List.of("empty list")),
        Arguments.of(List.of(""), "", List.of("Schedule ''", "text is empty")),
        Arguments.of(List.of("  "), "", List.of("Schedule ''", "text is empty")),
        Arguments.of(List.of("0 9 * * *", ""), "", List.of("Schedule ''", "text is empty")),
        Arguments.of(List.of(widened(257)), "", List.of("at most 256 characters, has 257")),
        Arguments.of(many(101), "", List.of("has 101 schedules", "at most 100")),
        Arguments.of(List.of("every day"), "", List.of("'every day'", "five fields")),
        Arguments.of(List.of("0 25 * * *"), "", List.of("'0 25 * * *'", "25 not in range [0, 23]")),
        Arguments.of(List.of("0 0 30 2 *"), "", List.of("'0 0 30 2 *'", "never fires")),
        Arguments.of(Collections.nCopies(2, "0 9 * * *"), "", List.of("'0 9 * * *'", "twice")),
        Arguments.of(List.of("0 9 * * *"), "Mars/Phobos", List.of("'Mars/Phobos'", "not known")));
  }

  private static List<String> many(int count) {
    return IntStream.range(0, count).mapToObj(i -> i % 60 + " " + i / 60 + " * * *").toList();
  }

  /** Makes an expression of a length. */
  private static String widened(int length) {
    return "0 0" + " ".repeat(length - "0 0* * *".length()) + "* * *";
  }
}
