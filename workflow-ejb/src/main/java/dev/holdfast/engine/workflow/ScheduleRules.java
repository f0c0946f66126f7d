package dev.holdfast.engine.workflow;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.port.CronCalendar;
import dev.holdfast.engine.port.CronCalendar.LocalTimes;
import dev.holdfast.engine.port.CronCalendar.UnreadableCronException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes schedules of texts, or refuses them with {@code schedule.invalid}. */
public final class ScheduleRules {

  /** The most schedules of one workflow. */
  public static final int MAX_SCHEDULES = 100;

  /** The most characters of an expression. */
  public static final int MAX_CRON_LENGTH = 256;

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final CronCalendar calendar;

  /**
   * Makes the rules.
   *
   * @param calendar reads expressions
   */
  public ScheduleRules(CronCalendar calendar) {
    this.calendar = calendar;
  }

  /**
   * Reads the schedules of a workflow.
   *
   * @param workflow name of the workflow
   * @param crons the expressions; blanks around them do not matter
   * @param zone the time zone; UTC when empty
   * @return the schedules, in the same order
   * @throws WorkflowException {@code schedule.invalid}, naming workflow, text and rule
   */
  public List<Schedule> read(String workflow, List<String> crons, String zone) {
    if (crons.isEmpty()) {
      throw invalid(
          "Schedules of workflow '%s' are an empty list: name 1 to %d expressions, or none at all"
              .formatted(workflow, MAX_SCHEDULES));
    }
    if (crons.size() > MAX_SCHEDULES) {
      throw invalid(
          "Workflow '%s' has %d schedules: at most %d are allowed"
              .formatted(workflow, crons.size(), MAX_SCHEDULES));
    }
    ZoneId zoneId = zone(workflow, zone);
    Map<String, Schedule> schedules = new LinkedHashMap<>();
    for (String text : crons) {
      String cron = text.strip();
      if (schedules.put(cron, new Schedule(cron, zoneId, times(workflow, cron))) != null) {
        throw invalid(workflow, cron, "it is there twice");
      }
    }
    return List.copyOf(schedules.values());
  }

  private LocalTimes times(String workflow, String cron) {
    if (cron.isEmpty()) {
      throw invalid(workflow, cron, "the text is empty");
    }
    if (cron.length() > MAX_CRON_LENGTH) {
      throw invalid(
          workflow,
          cron,
          "it must have at most %d characters, has %d".formatted(MAX_CRON_LENGTH, cron.length()));
    }
    try {
      LocalTimes times = calendar.parse(cron);
      if (times.nextAfter(ANY_TIME).isEmpty()) {
        throw invalid(workflow, cron, "it never fires");
      }
      return times;
    } catch (UnreadableCronException e) {
      throw invalid(workflow, cron, String.valueOf(e.getMessage()));
    }
  }

  private static ZoneId zone(String workflow, String text) {
    try {
      return text.isBlank() ? UTC : ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      throw invalid(
          "Time zone '%s' of the schedules of workflow '%s' is not known: use a name such as UTC or Europe/Berlin"
              .formatted(text, workflow));
    }
  }

  private static WorkflowException invalid(String workflow, String cron, String rule) {
    return invalid(
        "Schedule '%s' of workflow '%s' is not allowed: %s".formatted(cron, workflow, rule));
  }

  private static WorkflowException invalid(String message) {
    return new WorkflowException("schedule.invalid", message + ". (schedule.invalid)");
  }
}
