package dev.holdfast.web.console.instance;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.job.BulkControl;
import dev.holdfast.engine.job.BulkFilter;
import dev.holdfast.web.console.ConsoleEngine;
import dev.holdfast.web.console.ConsoleUser;
import dev.holdfast.web.console.Notices;
import dev.holdfast.web.console.Sentence;
import dev.holdfast.web.console.Viewer;
import dev.holdfast.web.security.Roles;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Is the dialog that has a job do something to all instances that the filter of the list shows. */
@Named
@ViewScoped
public class BulkSteering implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private ConsoleEngine engine;
  @Inject private ConsoleUser user;
  @Inject private Viewer viewer;
  @Inject private Notices notices;

  private BulkControl.Action action = BulkControl.Action.TERMINATE;
  private String reason = "";
  private long count;
  private String refusal = "";

  /** Makes a dialog that nobody has opened; Faces does. */
  public BulkSteering() {}

  /**
   * Counts what the action is for.
   *
   * @param filter which instances to show
   */
  public void count(InstanceFilter filter) {
    count = 0;
    refusal = "";
    try {
      user.require(Roles.ADMIN);
      count = engine.instances().count(control(filter).query(filter.getWorkflow(), 0, 1));
    } catch (WorkflowException e) {
      refusal = String.valueOf(e.getMessage());
    }
  }

  /**
   * Begins a job that does it to all instances that the filter shows.
   *
   * @param filter which
   * @return the list of jobs; null when it was refused
   */
  public @Nullable String start(InstanceFilter filter) {
    try {
      user.require(Roles.ADMIN);
      user.giveReason(reason);
      engine.jobs().control(filter.getWorkflow(), control(filter), user.getName());
      notices.done(Sentence.of("done.job", filter.getWorkflow()));
      return "jobs?faces-redirect=true";
    } catch (WorkflowException e) {
      notices.refused(e);
      return null;
    }
  }

  /**
   * Says in words which instances the filter shows.
   *
   * @param filter which
   * @return a sentence for each bound of it
   */
  public List<String> describe(InstanceFilter filter) {
    List<Sentence> bounds = new ArrayList<>();
    bounds.add(Sentence.of("which.workflow", filter.getWorkflow()));
    if (!filter.getStatuses().isEmpty()) {
      bounds.add(Sentence.of("which.status", statuses(filter)));
    }
    if (filter.isRetrying()) {
      bounds.add(Sentence.of("which.retrying"));
    }
    filter.idContains().ifPresent(text -> bounds.add(Sentence.of("which.id", text)));
    filter.createdFrom().ifPresent(from -> bounds.add(Sentence.of("which.from", from)));
    filter.createdTo().ifPresent(to -> bounds.add(Sentence.of("which.to", to)));
    return bounds.stream().map(viewer::say).toList();
  }

  private String statuses(InstanceFilter filter) {
    return filter.chosen().stream()
        .map(status -> viewer.texts().text("status." + status.wireName()))
        .collect(Collectors.joining(", "));
  }

  private BulkControl control(InstanceFilter filter) {
    return new BulkControl(
        action,
        false,
        new BulkFilter(
            filter.chosen(),
            filter.createdFrom(),
            filter.createdTo(),
            filter.idContains(),
            filter.isRetrying()));
  }

  /**
   * Returns what can be done.
   *
   * @return all actions
   */
  public BulkControl.Action[] getActions() {
    return BulkControl.Action.values();
  }

  /**
   * Returns how many instances the job would work on.
   *
   * @return the number when it was counted last; 0 when the action does not go with the filter
   */
  public long getCount() {
    return count;
  }

  /**
   * Returns why the action does not go with the filter.
   *
   * @return the reason; empty when it does
   */
  public String getRefusal() {
    return refusal;
  }

  /**
   * Returns what is to be done.
   *
   * @return the action chosen
   */
  public BulkControl.Action getAction() {
    return action;
  }

  /**
   * Sets what is to be done.
   *
   * @param action the action chosen
   */
  public void setAction(BulkControl.Action action) {
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
