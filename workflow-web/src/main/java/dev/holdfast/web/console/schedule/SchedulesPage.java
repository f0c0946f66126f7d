package dev.holdfast.web.console.schedule;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.web.console.ConsoleEngine;
import dev.holdfast.web.console.ConsoleUser;
import dev.holdfast.web.console.Notices;
import dev.holdfast.web.console.Outcomes;
import dev.holdfast.web.console.Sentence;
import dev.holdfast.web.security.Roles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is the list of schedules, and what is done to them. */
@Named
@RequestScoped
public class SchedulesPage {

  @Inject private ConsoleEngine engine;
  @Inject private ConsoleUser user;
  @Inject private Notices notices;

  private @Nullable List<ScheduleRow> rows;

  /** Makes an empty page; Faces does. */
  public SchedulesPage() {}

  /**
   * Returns the lines.
   *
   * @return the schedules of all workflows that are deployed
   */
  public List<ScheduleRow> getRows() {
    if (rows == null) {
      rows =
          engine.workflows().list().stream()
              .flatMap(
                  workflow ->
                      engine.schedules().list(workflow.name()).stream()
                          .map(status -> new ScheduleRow(workflow.name(), status)))
              .toList();
    }
    return rows;
  }

  /**
   * Keeps a schedule from firing.
   *
   * @param row the schedule
   */
  public void pause(ScheduleRow row) {
    steer(
        "done.schedulePaused",
        row,
        () -> engine.schedules().pause(row.workflow(), row.status().cron()));
  }

  /**
   * Lets a schedule fire again.
   *
   * @param row the schedule
   */
  public void resume(ScheduleRow row) {
    steer(
        "done.scheduleResumed",
        row,
        () -> engine.schedules().resume(row.workflow(), row.status().cron()));
  }

  private void steer(String done, ScheduleRow row, Runnable change) {
    try {
      user.require(Roles.OPERATOR);
      change.run();
      notices.done(Sentence.of(done, row.status().cron(), row.workflow()));
    } catch (WorkflowException e) {
      notices.refused(e);
    }
    rows = null;
  }

  /**
   * Creates an instance as if a schedule had fired.
   *
   * @param row the schedule
   * @return the page of the instance; null when it was refused
   */
  public @Nullable String trigger(ScheduleRow row) {
    try {
      user.require(Roles.OPERATOR);
      InstanceKey created =
          engine.schedules().trigger(row.workflow(), row.status().cron(), user.getName()).key();
      notices.done(Sentence.of("done.created", created.id()));
      return Outcomes.instance(created.workflow(), created.id());
    } catch (WorkflowException e) {
      notices.refused(e);
      return null;
    }
  }
}
