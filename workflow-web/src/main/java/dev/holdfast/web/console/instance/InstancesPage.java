package dev.holdfast.web.console.instance;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import dev.holdfast.web.console.ConsoleEngine;
import dev.holdfast.web.console.ConsoleUser;
import dev.holdfast.web.console.Notices;
import dev.holdfast.web.console.Pages;
import dev.holdfast.web.console.Sentence;
import dev.holdfast.web.console.Viewer;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is the list of a workflow's instances, page by page, and what is done to many of them. */
@Named
@ViewScoped
public class InstancesPage implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String SEARCH = "instances?faces-redirect=true&includeViewParams=true";
  private static final int LINES = 50;

  @Inject private ConsoleEngine engine;
  @Inject private ConsoleUser user;
  @Inject private Viewer viewer;
  @Inject private Notices notices;

  private final InstanceFilter filter = new InstanceFilter();
  private final Pages<Long> pages = new Pages<>();
  private ArrayList<InstanceRow> rows = new ArrayList<>();
  private List<InstanceRow> selected = new ArrayList<>();
  private boolean more;
  private Action action = Action.PAUSE;
  private String reason = "";

  /** Makes an empty page; Faces does. */
  public InstancesPage() {}

  /** Reads the lines of the present page. */
  public void load() {
    if (filter.getWorkflow().isEmpty()) {
      engine.workflows().list().stream()
          .findFirst()
          .ifPresent(first -> filter.setWorkflow(first.name()));
    }
    try {
      engine.workflows().get(filter.getWorkflow());
      List<InstanceSummary> found = engine.instances().list(filter.query(pages.after(), LINES + 1));
      more = found.size() > LINES;
      rows = new ArrayList<>(found.stream().limit(LINES).map(InstanceRow::of).toList());
    } catch (WorkflowException e) {
      more = false;
      rows = new ArrayList<>();
      notices.refused(e);
    }
  }

  /** Reads the lines again, unless somebody is choosing some of them. */
  public void refresh() {
    if (selected.isEmpty()) {
      load();
    }
  }

  /**
   * Shows what the filter says, from the first page on, under an address of its own.
   *
   * @return where to go
   */
  public String search() {
    return SEARCH;
  }

  /** Goes to the next page. */
  public void next() {
    if (more) {
      pages.next(rows.get(rows.size() - 1).number());
      turn();
    }
  }

  /** Goes to the page before. */
  public void previous() {
    pages.previous();
    turn();
  }

  private void turn() {
    selected = new ArrayList<>();
    load();
  }

  /** Does to the chosen instances what was asked for, to each by itself. */
  public void apply() {
    try {
      user.require(action.role());
      user.giveReason(reason);
      int done = 0;
      for (InstanceRow row : selected) {
        done += apply(row) ? 1 : 0;
      }
      notices.done(Sentence.of("bulk." + action.name(), done, selected.size()));
      reason = "";
    } catch (WorkflowException e) {
      notices.refused(e);
    }
    turn();
  }

  private boolean apply(InstanceRow row) {
    try {
      InstanceKey key = new InstanceKey(filter.getWorkflow(), row.id());
      engine.instances().steer(key, action.command(), user.getName());
      return true;
    } catch (WorkflowException e) {
      notices.refused(e);
      return false;
    }
  }

  /**
   * Returns what the viewer types above the list.
   *
   * @return the filter
   */
  public InstanceFilter getFilter() {
    return filter;
  }

  /**
   * Returns from when on instances were created.
   *
   * @return the viewer's local time; null for no bound
   */
  public @Nullable LocalDateTime getFrom() {
    return local(filter.getFrom());
  }

  /**
   * Sets from when on instances were created.
   *
   * @param from the viewer's local time; null for no bound
   */
  public void setFrom(@Nullable LocalDateTime from) {
    filter.setFrom(text(from));
  }

  /**
   * Returns until when instances were created.
   *
   * @return the viewer's local time; null for no bound
   */
  public @Nullable LocalDateTime getTo() {
    return local(filter.getTo());
  }

  /**
   * Sets until when instances were created.
   *
   * @param to the viewer's local time; null for no bound
   */
  public void setTo(@Nullable LocalDateTime to) {
    filter.setTo(text(to));
  }

  /** What is not understood was refused when the lines were read. */
  private @Nullable LocalDateTime local(String text) {
    try {
      return text.isEmpty()
          ? null
          : LocalDateTime.ofInstant(Instant.parse(text), viewer.texts().zone());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private String text(@Nullable LocalDateTime local) {
    return local == null ? "" : local.atZone(viewer.texts().zone()).toInstant().toString();
  }

  /**
   * Returns the names of the workflows that can be chosen.
   *
   * @return all that are deployed
   */
  public List<String> getWorkflows() {
    return engine.workflows().list().stream().map(workflow -> workflow.name()).toList();
  }

  /**
   * Returns the statuses that can be chosen.
   *
   * @return all
   */
  public InstanceStatus[] getStatuses() {
    return InstanceStatus.values();
  }

  /**
   * Returns the actions that the user may take.
   *
   * @return as buttons show them
   */
  public List<Action> getActions() {
    return Action.of(user);
  }

  /**
   * Returns the lines of the present page.
   *
   * @return the instances
   */
  public List<InstanceRow> getRows() {
    return rows;
  }

  /**
   * Returns which page is shown.
   *
   * @return the way to it
   */
  public Pages<Long> getPages() {
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

  /**
   * Returns the lines that are chosen.
   *
   * @return some of the present page
   */
  public List<InstanceRow> getSelected() {
    return selected;
  }

  /**
   * Sets the lines that are chosen.
   *
   * @param selected some of the present page; null for none
   */
  public void setSelected(@Nullable List<InstanceRow> selected) {
    this.selected = selected == null ? new ArrayList<>() : selected;
  }

  /**
   * Returns what is to be done to the chosen instances.
   *
   * @return the action of the button that was pressed last
   */
  public Action getAction() {
    return action;
  }

  /**
   * Sets what is to be done to the chosen instances.
   *
   * @param action the action of the button that is pressed
   */
  public void setAction(Action action) {
    this.action = action;
  }

  /**
   * Returns why it is to be done.
   *
   * @return what the user says; blank for nothing
   */
  public String getReason() {
    return reason;
  }

  /**
   * Sets why it is to be done.
   *
   * @param reason what the user says; blank or null for nothing
   */
  public void setReason(@Nullable String reason) {
    this.reason = reason == null ? "" : reason;
  }
}
