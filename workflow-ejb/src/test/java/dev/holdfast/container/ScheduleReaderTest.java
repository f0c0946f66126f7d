package dev.holdfast.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.cron.CronUtilsCalendar;
import dev.holdfast.engine.workflow.Schedule;
import dev.holdfast.engine.workflow.ScheduleRules;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.json.JsonbPayloadCodec;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleReaderTest {

  @Test
  void readsTheAnnotation() {
    assertThat(read(Twice.class, Map.of()))
        .extracting(Schedule::cron)
        .containsExactly("0 9 * * *", "0 18 * * MON-FRI");
    assertThat(read(Twice.class, Map.of()))
        .extracting(Schedule::zone)
        .containsOnly(ZoneId.of("Europe/Berlin"));
    assertThat(read(Single.class, Map.of()))
        .extracting(Schedule::zone)
        .containsExactly(ZoneId.of("UTC"));
    assertThat(read(Unscheduled.class, Map.of())).isEmpty();
  }

  @Test
  void prefersTheSettingsEachByItself() {
    Map<String, String> schedules =
        Map.of("holdfast.workflow.twice.schedules", " */5 * * * * ; 0 0 1 1 *");

    assertThat(read(Twice.class, schedules))
        .extracting(Schedule::cron, schedule -> schedule.zone().getId())
        .containsExactly(
            tuple("*/5 * * * *", "Europe/Berlin"), tuple("0 0 1 1 *", "Europe/Berlin"));
    assertThat(read(Single.class, Map.of("holdfast.workflow.single.zone", "Asia/Tokyo")))
        .extracting(Schedule::cron, schedule -> schedule.zone().getId())
        .containsExactly(tuple("0 9 * * *", "Asia/Tokyo"));
    assertThat(read(Unscheduled.class, Map.of("holdfast.workflow.plain.schedules", "0 9 * * *")))
        .hasSize(1);
  }

  @Test
  void switchesSchedulesOffByTheSetting() {
    assertThat(read(Twice.class, Map.of("holdfast.workflow.twice.schedules", "none"))).isEmpty();
  }

  @ParameterizedTest // case 215
  @ValueSource(classes = {EmptyText.class, EmptyList.class, EmptyInList.class})
  void refusesAnAnnotationWithoutATextOrWithAnEmptyOne(Class<?> type) {
    assertInvalid(type, Map.of());
  }

  @ParameterizedTest // case 215
  @CsvSource({"''", "' '", "0 9 * * *;", ";0 9 * * *", "0 9 * * *;;0 10 * * *", "';'", "every day"})
  void refusesASettingWithoutATextOrWithAnEmptyOne(String setting) {
    assertInvalid(Single.class, Map.of("holdfast.workflow.single.schedules", setting));
  }

  @Test
  void refusesAnUnknownZone() {
    assertInvalid(Single.class, Map.of("holdfast.workflow.single.zone", "Mars/Phobos"));
  }

  @Test
  void refusesSchedulesOfAPayloadThatAFiringCannotGive() {
    assertInvalid(OfText.class, Map.of());
    assertThat(read(OfText.class, Map.of("holdfast.workflow.of-text.schedules", "none"))).isEmpty();
    assertThat(read(OfNothing.class, Map.of())).hasSize(1);
  }

  private static void assertInvalid(Class<?> type, Map<String, String> settings) {
    assertThatThrownBy(() -> read(type, settings))
        .hasMessageContaining("'" + type.getAnnotation(Workflow.class).value() + "'")
        .asInstanceOf(InstanceOfAssertFactories.type(WorkflowException.class))
        .extracting(WorkflowException::code)
        .isEqualTo("schedule.invalid");
  }

  private static List<Schedule> read(Class<?> type, Map<String, String> settings) {
    WorkflowDefinition definition =
        WorkflowDefinition.of(
            type,
            "1",
            () -> {
              throw new IllegalStateException("Nothing is run here");
            });
    Configuration configuration =
        new Configuration(new SettingsSources(settings, Map.of(), Map.of()));
    return new ScheduleReader(
            configuration, new ScheduleRules(new CronUtilsCalendar()), new JsonbPayloadCodec())
        .read(definition);
  }

  /** Does nothing. */
  abstract static class Idle implements WorkflowEntrypoint<Map<String, Object>, String> {
    @Override
    public String run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
      return "done";
    }
  }

  /** Has two schedules in a zone. */
  @Workflow(
      value = "twice",
      schedules = {"0 9 * * *", "0 18 * * MON-FRI"},
      zone = "Europe/Berlin")
  static class Twice extends Idle {}

  /** Has one schedule. */
  @Workflow(value = "single", schedules = "0 9 * * *")
  static class Single extends Idle {}

  /** Has a payload that no empty object can be read as. */
  @Workflow(value = "of-text", schedules = "0 9 * * *")
  static class OfText implements WorkflowEntrypoint<String, String> {
    @Override
    public String run(WorkflowEvent<String> event, WorkflowStep step) {
      return "done";
    }
  }

  /** Has no payload. */
  @Workflow(value = "of-nothing", schedules = "0 9 * * *")
  static class OfNothing implements WorkflowEntrypoint<Void, String> {
    @Override
    public String run(WorkflowEvent<Void> event, WorkflowStep step) {
      return "done";
    }
  }

  /** Has none. */
  @Workflow("plain")
  static class Unscheduled extends Idle {}

  /** Has an empty text. */
  @Workflow(value = "empty-text", schedules = "")
  static class EmptyText extends Idle {}

  /** Has an empty list. */
  @Workflow(
      value = "empty-list",
      schedules = {})
  static class EmptyList extends Idle {}

  /** Has a list with an empty text. */
  @Workflow(
      value = "empty-in-list",
      schedules = {"0 9 * * *", ""})
  static class EmptyInList extends Idle {}
}
