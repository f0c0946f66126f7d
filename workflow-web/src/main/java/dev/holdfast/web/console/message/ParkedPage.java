package dev.holdfast.web.console.message;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.port.ParkedMessages.Filter;
import dev.holdfast.web.console.ConsoleEngine;
import dev.holdfast.web.console.ConsoleUser;
import dev.holdfast.web.console.Notices;
import dev.holdfast.web.console.Sentence;
import dev.holdfast.web.security.Roles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Is the list of the messages that could not be accepted, and what is done to them. */
@Named
@RequestScoped
public class ParkedPage {

  private static final int LINES = 100;

  @Inject private ConsoleEngine engine;
  @Inject private ConsoleUser user;
  @Inject private Notices notices;

  private @Nullable List<ParkedMessage> rows;

  /** Makes an empty page; Faces does. */
  public ParkedPage() {}

  /**
   * Returns the lines.
   *
   * @return the newest messages
   */
  public List<ParkedMessage> getRows() {
    if (rows == null) {
      rows = engine.messages().list(Filter.ALL, Optional.empty(), LINES);
    }
    return rows;
  }

  /**
   * Returns how many messages there are.
   *
   * @return the number; the list shows the newest of them
   */
  public long getCount() {
    return engine.messages().count(Filter.ALL);
  }

  /**
   * Returns what a message says.
   *
   * @param message the message
   * @return its body; empty when it is no text, or gone
   */
  public String body(ParkedMessage message) {
    try {
      @Nullable String body = engine.messages().get(message.id()).message().body();
      return body == null ? "" : body;
    } catch (WorkflowException e) {
      return "";
    }
  }

  /**
   * Hands a message over again.
   *
   * @param message the message
   */
  public void retry(ParkedMessage message) {
    try {
      user.require(Roles.OPERATOR);
      InstanceKey reached = engine.messages().retry(message.id(), user.getName());
      notices.done(Sentence.of("done.retried", message.id(), reached.id(), reached.workflow()));
    } catch (WorkflowException e) {
      notices.refused(e);
    }
    rows = null;
  }

  /**
   * Drops a message for good.
   *
   * @param message the message
   */
  public void delete(ParkedMessage message) {
    try {
      user.require(Roles.ADMIN);
      engine.messages().delete(message.id(), user.getName());
      notices.done(Sentence.of("done.dropped", message.id()));
    } catch (WorkflowException e) {
      notices.refused(e);
    }
    rows = null;
  }
}
