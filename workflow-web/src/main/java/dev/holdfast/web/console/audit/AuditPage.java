package dev.holdfast.web.console.audit;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.port.AuditTrail.Filter;
import dev.holdfast.engine.port.AuditTrail.Place;
import dev.holdfast.web.console.ConsoleEngine;
import dev.holdfast.web.console.Notices;
import dev.holdfast.web.console.Pages;
import dev.holdfast.web.json.PlaceText;
import dev.holdfast.web.json.QueryText;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Is the audit trail, newest entries first, for operators. */
@Named
@ViewScoped
public class AuditPage implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String SEARCH = "audit?faces-redirect=true&includeViewParams=true";
  private static final int LINES = 50;

  @Inject private ConsoleEngine engine;
  @Inject private Notices notices;

  private final Pages<String> pages = new Pages<>();
  private String workflow = "";
  private String target = "";
  private String caller = "";
  private ArrayList<AuditRow> rows = new ArrayList<>();
  private boolean more;

  /** Makes an empty page; Faces does. */
  public AuditPage() {}

  /** Reads the lines of the present page; tells who may not see them. */
  public void load() {
    try {
      List<AuditEntry> found =
          engine.audit().list(filter(), pages.after().map(AuditPage::place), LINES + 1);
      more = found.size() > LINES;
      rows = new ArrayList<>(found.stream().limit(LINES).map(AuditRow::of).toList());
    } catch (WorkflowException e) {
      more = false;
      rows = new ArrayList<>();
      notices.refused(e);
    }
  }

  private Filter filter() {
    return new Filter(
        given("workflow", workflow),
        given("target", target),
        given("caller", caller),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<String> given(String name, String text) {
    // Nothing stored has one, and databases refuse some of them.
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw QueryText.invalid(name, "a text without control characters", text);
    }
    return Optional.of(text.strip()).filter(it -> !it.isEmpty());
  }

  private static Place place(String text) {
    return PlaceText.parse(text, (at, id) -> new Place(at, Long.parseLong(id)));
  }

  /**
   * Shows what the fields say, from the first page on, under an address of its own.
   *
   * @return where to go
   */
  public String search() {
    return SEARCH;
  }

  /** Goes to the next page. */
  public void next() {
    if (more) {
      AuditRow last = rows.get(rows.size() - 1);
      pages.next(PlaceText.of(last.at(), last.id()));
      load();
    }
  }

  /** Goes to the page before. */
  public void previous() {
    pages.previous();
    load();
  }

  /**
   * Returns the lines of the present page.
   *
   * @return the entries
   */
  public List<AuditRow> getRows() {
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

  /**
   * Returns the workflow that entries are about.
   *
   * @return its name; empty for any
   */
  public String getWorkflow() {
    return workflow;
  }

  /**
   * Sets the workflow that entries are about.
   *
   * @param workflow its name; null for any
   */
  public void setWorkflow(@Nullable String workflow) {
    this.workflow = workflow == null ? "" : workflow;
  }

  /**
   * Returns what entries are about.
   *
   * @return id of an instance or what else it is; empty for any
   */
  public String getTarget() {
    return target;
  }

  /**
   * Sets what entries are about.
   *
   * @param target id of an instance or what else it is; null for any
   */
  public void setTarget(@Nullable String target) {
    this.target = target == null ? "" : target;
  }

  /**
   * Returns whose commands are shown.
   *
   * @return name of the login; empty for any
   */
  public String getCaller() {
    return caller;
  }

  /**
   * Sets whose commands are shown.
   *
   * @param caller name of the login; null for any
   */
  public void setCaller(@Nullable String caller) {
    this.caller = caller == null ? "" : caller;
  }
}
