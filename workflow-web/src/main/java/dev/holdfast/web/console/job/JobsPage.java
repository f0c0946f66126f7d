package dev.holdfast.web.console.job;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.JobStore.Place;
import dev.holdfast.web.console.ConsoleEngine;
import dev.holdfast.web.console.ConsoleUser;
import dev.holdfast.web.console.Notices;
import dev.holdfast.web.console.Pages;
import dev.holdfast.web.console.Sentence;
import dev.holdfast.web.json.PlaceText;
import dev.holdfast.web.security.Roles;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Is the list of the jobs, newest first, and what is done to them. */
@Named
@ViewScoped
public class JobsPage implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int LINES = 20;
  private static final int MOST_PROBLEMS = 1_000;

  @Inject private ConsoleEngine engine;
  @Inject private ConsoleUser user;
  @Inject private Notices notices;

  private final Pages<String> pages = new Pages<>();
  private ArrayList<JobRow> rows = new ArrayList<>();
  private boolean more;

  /** Makes an empty page; Faces does. */
  public JobsPage() {}

  /** Reads the lines of the present page. */
  public void load() {
    List<JobRecord> found =
        engine.jobs().list(pages.after().map(text -> PlaceText.parse(text, Place::new)), LINES + 1);
    more = found.size() > LINES;
    rows = new ArrayList<>(found.stream().limit(LINES).map(JobRow::of).toList());
  }

  /** Goes to the next page. */
  public void next() {
    if (more) {
      JobRow last = rows.get(rows.size() - 1);
      pages.next(PlaceText.of(last.createdAt(), last.id()));
      load();
    }
  }

  /** Goes to the page before. */
  public void previous() {
    pages.previous();
    load();
  }

  /**
   * Stops a job.
   *
   * @param row the job
   */
  public void stop(JobRow row) {
    change("done.jobStopped", row, () -> engine.jobs().stop(row.id(), user.getName()));
  }

  /**
   * Lets a job go on that was stopped or has failed.
   *
   * @param row the job
   */
  public void restart(JobRow row) {
    change("done.jobRestarted", row, () -> engine.jobs().restart(row.id(), user.getName()));
  }

  private void change(String done, JobRow row, Runnable change) {
    try {
      user.require(Roles.ADMIN);
      change.run();
      notices.done(Sentence.of(done, row.id()));
    } catch (WorkflowException e) {
      notices.refused(e);
    }
    load();
  }

  /**
   * Lists the items of a job that failed.
   *
   * @param row the job
   * @return the first of them
   */
  public List<JobProblem> problems(JobRow row) {
    return row.errors() == 0 ? List.of() : engine.jobs().problems(row.id(), MOST_PROBLEMS);
  }

  /**
   * Tells whether something is going on.
   *
   * @return true when a job of the present page is active
   */
  public boolean isBusy() {
    return rows.stream().anyMatch(row -> row.status().isActive());
  }

  /**
   * Returns the lines of the present page.
   *
   * @return the jobs
   */
  public List<JobRow> getRows() {
    return rows;
  }

  /**
   * Returns which page is shown.
   *
   * @return the way to it
   */
  public Pages<String> getPages() {
    return pages;
  }

  /**
   * Tells whether another page follows.
   *
   * @return false on the last page
   */
  public boolean isMore() {
    return more;
  }
}
