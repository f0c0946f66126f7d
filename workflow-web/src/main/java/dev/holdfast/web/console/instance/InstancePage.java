package dev.holdfast.web.console.instance;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.web.console.ConsoleEngine;
import dev.holdfast.web.console.ConsoleUser;
import dev.holdfast.web.console.InstanceAddress;
import dev.holdfast.web.console.Notices;
import dev.holdfast.web.console.Outcomes;
import dev.holdfast.web.console.Sentence;
import dev.holdfast.web.console.Viewer;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.security.Roles;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;
import org.primefaces.model.timeline.TimelineModel;

/** Is the page of one instance, and what is done to it. */
@Named
@ViewScoped
public class InstancePage implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private ConsoleEngine engine;
  @Inject private ConsoleUser user;
  @Inject private Viewer viewer;
  @Inject private Notices notices;

  private final InstanceAddress address = new InstanceAddress();
  private Action action = Action.PAUSE;
  private int fromStep;
  private String reason = "";
  private String eventType = "";
  private String payload = "";
  private boolean logShown;
  private transient @Nullable InstanceView view;
  private transient @Nullable List<LogEntry> log;
  private transient @Nullable TimelineModel<String, String> timeline;

  /** Makes an empty page; Faces does. */
  public InstancePage() {}

  /** Looks the instance up; tells the viewer when there is none. */
  public void load() {
    try {
      view = read();
      log = null;
      timeline = null;
    } catch (WorkflowException e) {
      view = null;
      notices.refused(e);
    }
  }

  /** Reads the instance again; draws its steps again only when something has changed. */
  public void refresh() {
    @Nullable InstanceView before = view;
    load();
    if (before == null || !before.equals(view)) {
      PrimeFaces.current().ajax().update("instance:stepsPanel", "instance:values");
    }
  }

  private InstanceView read() {
    InstanceKey key = key();
    InstanceDetails details = engine.instances().details(key);
    boolean isQueued = details.instance().status() == InstanceStatus.QUEUED;
    long queued =
        isQueued
            ? engine.statistics().counts(key.workflow()).getOrDefault(InstanceStatus.QUEUED, 0L)
            : 0;
    Sentence why =
        new WaitingReason(details, engine.nodes().listLive(), queued, viewer.texts().now()).say();
    return InstanceView.of(details, why, user.isOperator());
  }

  /**
   * Does what was asked for.
   *
   * @return the list, once the instance is deleted; else this page
   */
  public @Nullable String apply() {
    boolean done = steer(action, action.command());
    if (done && action == Action.DELETE) {
      return Outcomes.instances(address.getWorkflow());
    }
    load();
    return null;
  }

  /** Restarts the instance from the step chosen. */
  public void restartFrom() {
    @Nullable InstanceView shown = getView();
    if (shown != null) {
      shown.steps().stream()
          .filter(step -> step.seq() == fromStep && step.isRestartPoint())
          .findFirst()
          .ifPresent(step -> steer(Action.RESTART, new Command.Restart(Optional.of(step.key()))));
      load();
    }
  }

  private boolean steer(Action what, Command command) {
    try {
      user.require(what.role());
      user.giveReason(reason);
      engine.instances().steer(key(), command, user.getName());
      notices.done(Sentence.of("done." + what.name(), address.getId()));
      reason = "";
      return true;
    } catch (WorkflowException e) {
      notices.refused(e);
      return false;
    }
  }

  /** Sends the event typed in. */
  public void sendEvent() {
    try {
      user.require(Roles.STARTER);
      engine.instances().sendEvent(key(), eventType, encoded(), Optional.empty());
      notices.done(Sentence.of("done.event", eventType));
      eventType = "";
      payload = "";
    } catch (WorkflowException e) {
      notices.refused(e);
    }
    load();
  }

  private @Nullable EncodedValue encoded() {
    return payload.isBlank() ? null : engine.instances().json("payload", payload);
  }

  private InstanceKey key() {
    return address.key();
  }

  /**
   * Returns what is shown.
   *
   * @return the instance; null when there is none
   */
  public @Nullable InstanceView getView() {
    if (view == null && !address.getId().isEmpty()) {
      load();
    }
    return view;
  }

  /**
   * Returns the waterfall of its steps.
   *
   * @return what the widget draws
   */
  public TimelineModel<String, String> getTimeline() {
    if (timeline == null) {
      @Nullable InstanceView shown = getView();
      timeline =
          new StepTimeline(viewer.texts().zone(), viewer.texts().now())
              .draw(shown == null ? List.of() : shown.steps());
    }
    return timeline;
  }

  /**
   * Returns the event log.
   *
   * @return its oldest records
   */
  public List<LogEntry> getLog() {
    if (log == null) {
      log = engine.instances().log(key(), 0);
    }
    return log;
  }

  /** Shows the event log from now on. */
  public void showLog() {
    logShown = true;
  }

  /**
   * Tells whether the event log is shown.
   *
   * @return false until somebody asks for it
   */
  public boolean isLogShown() {
    return logShown;
  }

  /**
   * Prints what a record of the event log says besides its type.
   *
   * @param entry the record
   * @return JSON; empty for nothing
   */
  public String data(LogEntry entry) {
    return entry.data().isEmpty() ? "" : Json.tree(entry.data()).toString();
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
   * Returns which instance it is.
   *
   * @return its workflow and id
   */
  public InstanceAddress getAddress() {
    return address;
  }

  /**
   * Returns what is to be done.
   *
   * @return the action of the button that was pressed last
   */
  public Action getAction() {
    return action;
  }

  /**
   * Sets what is to be done.
   *
   * @param action the action of the button that is pressed
   */
  public void setAction(Action action) {
    this.action = action;
  }

  /**
   * Returns the step to restart from.
   *
   * @return its place in the order of start
   */
  public int getFromStep() {
    return fromStep;
  }

  /**
   * Sets the step to restart from.
   *
   * @param fromStep its place in the order of start
   */
  public void setFromStep(int fromStep) {
    this.fromStep = fromStep;
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

  /**
   * Returns the type of the event to send.
   *
   * @return the type
   */
  public String getEventType() {
    return eventType;
  }

  /**
   * Sets the type of the event to send.
   *
   * @param eventType the type; null for none
   */
  public void setEventType(@Nullable String eventType) {
    this.eventType = eventType == null ? "" : eventType;
  }

  /**
   * Returns the payload of the event to send.
   *
   * @return JSON; blank for none
   */
  public String getPayload() {
    return payload;
  }

  /**
   * Sets the payload of the event to send.
   *
   * @param payload JSON; blank or null for none
   */
  public void setPayload(@Nullable String payload) {
    this.payload = payload == null ? "" : payload;
  }
}
