package dev.holdfast.web.console.instance;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.web.json.QueryText;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Is what the viewer types above the list: which instances to show. Belongs to one page view. */
public class InstanceFilter implements Serializable {

  private static final long serialVersionUID = 1L;

  private String workflow = "";
  private List<String> statuses = new ArrayList<>();
  private String text = "";
  private String from = "";
  private String to = "";
  private boolean oldestFirst;
  private boolean retrying;

  /** Shows all. */
  public InstanceFilter() {}

  /**
   * Returns which instances to list.
   *
   * @param after number of the last instance of the page before; empty for the first page
   * @param limit how many at the most
   * @return what to ask the engine
   * @throws InvalidRequestException when a status is unknown or the text cannot be part of an id
   */
  InstanceQuery query(Optional<Long> after, int limit) {
    return new InstanceQuery(
        workflow,
        chosen(),
        createdFrom(),
        createdTo(),
        idContains(),
        oldestFirst,
        after,
        limit,
        retrying);
  }

  /**
   * Returns the text that ids contain.
   *
   * @return the text; empty for any
   * @throws InvalidRequestException when the text cannot be part of an id
   */
  Optional<String> idContains() {
    return Optional.of(text.strip()).filter(it -> !it.isEmpty()).map(InstanceFilter::checked);
  }

  /**
   * Returns the statuses wanted.
   *
   * @return the statuses; empty for all
   * @throws InvalidRequestException when a status is unknown
   */
  Set<InstanceStatus> chosen() {
    Set<InstanceStatus> chosen = new LinkedHashSet<>();
    for (String name : statuses) {
      chosen.add(
          InstanceStatus.find(name)
              .orElseThrow(() -> QueryText.invalid("status", "the name of a status", name)));
    }
    return chosen;
  }

  private static String checked(String text) {
    // No id has one, and databases refuse some of them.
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw QueryText.invalid("q", "a text without control characters", text);
    }
    return text;
  }

  /**
   * Returns the workflow.
   *
   * @return its name
   */
  public String getWorkflow() {
    return workflow;
  }

  /**
   * Sets the workflow.
   *
   * @param workflow its name; null for none
   */
  public void setWorkflow(@Nullable String workflow) {
    this.workflow = workflow == null ? "" : workflow;
  }

  /**
   * Returns the statuses wanted.
   *
   * @return their names; empty for all
   */
  public List<String> getStatuses() {
    return statuses;
  }

  /**
   * Sets the statuses wanted.
   *
   * @param statuses their names; empty or null for all
   */
  public void setStatuses(@Nullable List<String> statuses) {
    this.statuses = statuses == null ? new ArrayList<>() : new ArrayList<>(statuses);
  }

  /**
   * Returns the statuses wanted as one text, as it stands in addresses.
   *
   * @return their names, separated by commas; empty for all
   */
  public String getStatus() {
    return String.join(",", statuses);
  }

  /**
   * Sets the statuses wanted from one text.
   *
   * @param names their names, separated by commas; null for all
   */
  public void setStatus(@Nullable String names) {
    statuses = new ArrayList<>();
    for (String name : Optional.ofNullable(names).orElse("").split(",", -1)) {
      if (!name.isBlank()) {
        statuses.add(name.strip());
      }
    }
  }

  /**
   * Returns the text that ids contain.
   *
   * @return the text; empty for any
   */
  public String getText() {
    return text;
  }

  /**
   * Sets the text that ids contain.
   *
   * @param text the text; null for any
   */
  public void setText(@Nullable String text) {
    this.text = text == null ? "" : text;
  }

  /**
   * Returns from when on instances were created.
   *
   * @return the time; empty for no bound
   * @throws InvalidRequestException when the text is no time
   */
  Optional<Instant> createdFrom() {
    return time("from", from);
  }

  /**
   * Returns until when instances were created.
   *
   * @return the time; empty for no bound
   * @throws InvalidRequestException when the text is no time
   */
  Optional<Instant> createdTo() {
    return time("to", to);
  }

  private static Optional<Instant> time(String name, String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(QueryText.time(name, text.strip()));
  }

  /**
   * Returns from when on instances were created, as it stands in addresses.
   *
   * @return the time in ISO-8601; empty for no bound
   */
  public String getFrom() {
    return from;
  }

  /**
   * Sets from when on instances were created.
   *
   * @param from the time in ISO-8601; empty or null for no bound
   */
  public void setFrom(@Nullable String from) {
    this.from = from == null ? "" : from;
  }

  /**
   * Returns until when instances were created, as it stands in addresses.
   *
   * @return the time in ISO-8601; empty for no bound
   */
  public String getTo() {
    return to;
  }

  /**
   * Sets until when instances were created.
   *
   * @param to the time in ISO-8601; empty or null for no bound
   */
  public void setTo(@Nullable String to) {
    this.to = to == null ? "" : to;
  }

  /**
   * Tells whether only instances with a step between two attempts are wanted.
   *
   * @return true for those alone
   */
  public boolean isRetrying() {
    return retrying;
  }

  /**
   * Sets whether only instances with a step between two attempts are wanted.
   *
   * @param retrying true for those alone
   */
  public void setRetrying(boolean retrying) {
    this.retrying = retrying;
  }

  /**
   * Returns the order as it stands in addresses.
   *
   * @return asc or desc
   */
  public String getOrder() {
    return oldestFirst ? "asc" : "desc";
  }

  /**
   * Sets the order.
   *
   * @param order asc for oldest first; anything else for newest first
   */
  public void setOrder(@Nullable String order) {
    this.oldestFirst = "asc".equals(order);
  }

  /**
   * Tells the order.
   *
   * @return true for oldest first
   */
  public boolean isOldestFirst() {
    return oldestFirst;
  }

  /**
   * Sets the order.
   *
   * @param oldestFirst true for oldest first
   */
  public void setOldestFirst(boolean oldestFirst) {
    this.oldestFirst = oldestFirst;
  }
}
