package dev.holdfast.web.console.workflow;

import dev.holdfast.api.Retention;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.web.console.ConsoleEngine;
import dev.holdfast.web.console.ConsoleUser;
import dev.holdfast.web.console.InstanceAddress;
import dev.holdfast.web.console.Notices;
import dev.holdfast.web.console.Outcomes;
import dev.holdfast.web.console.Sentence;
import dev.holdfast.web.console.Viewer;
import dev.holdfast.web.security.Roles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Is the form that creates an instance. */
@Named
@RequestScoped
public class CreatePage {

  @Inject private ConsoleEngine engine;
  @Inject private ConsoleUser user;
  @Inject private Viewer viewer;
  @Inject private Notices notices;

  private final InstanceAddress address = new InstanceAddress();
  private String params = "{}";
  private @Nullable LocalDateTime startAt;

  /** Makes an empty form; Faces does. */
  public CreatePage() {}

  /**
   * Creates the instance.
   *
   * @return its page; null when it was refused, to mend what was typed
   */
  public @Nullable String create() {
    try {
      user.require(Roles.STARTER);
      engine.workflows().get(address.getWorkflow());
      Created created = engine.instances().create(request());
      String newId = created.instance().key().id();
      notices.done(Sentence.of("done.created", newId));
      return Outcomes.instance(address.getWorkflow(), newId);
    } catch (WorkflowException e) {
      notices.refused(e);
      return null;
    }
  }

  private NewInstance request() {
    Optional<EncodedValue> payload =
        params.isBlank()
            ? Optional.empty()
            : Optional.of(engine.instances().json("params", params));
    return new NewInstance(
        address.getWorkflow(),
        Optional.of(address.getId().strip()).filter(text -> !text.isEmpty()),
        payload,
        Optional.ofNullable(startAt).map(at -> at.atZone(viewer.texts().zone()).toInstant()),
        Retention.DEFAULT,
        false,
        "api",
        user.getName());
  }

  /**
   * Returns the names of the workflows that can be chosen.
   *
   * @return all that are deployed
   */
  public List<String> getWorkflows() {
    return engine.workflows().list().stream().map(it -> it.name()).toList();
  }

  /**
   * Returns which instance is wanted.
   *
   * @return its workflow, and its id, which is blank for a generated one
   */
  public InstanceAddress getAddress() {
    return address;
  }

  /**
   * Returns the params.
   *
   * @return JSON; blank for none
   */
  public String getParams() {
    return params;
  }

  /**
   * Sets the params.
   *
   * @param params JSON; blank or null for none
   */
  public void setParams(@Nullable String params) {
    this.params = params == null ? "" : params;
  }

  /**
   * Returns when it is to start.
   *
   * @return the viewer's local time; null for at once
   */
  public @Nullable LocalDateTime getStartAt() {
    return startAt;
  }

  /**
   * Sets when it is to start.
   *
   * @param startAt the viewer's local time; null for at once
   */
  public void setStartAt(@Nullable LocalDateTime startAt) {
    this.startAt = startAt;
  }
}
