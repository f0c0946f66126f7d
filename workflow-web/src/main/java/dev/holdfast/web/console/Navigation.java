package dev.holdfast.web.console;

import dev.holdfast.web.security.Roles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Is the list of pages at the top of each. */
@RequestScoped
@Named("navigation")
public class Navigation {

  /** All pages, in the order in which they are shown. */
  static final List<Entry> ENTRIES =
      List.of(
          new Entry("overview", Roles.VIEWER),
          new Entry("workflows", Roles.VIEWER),
          new Entry("instances", Roles.VIEWER),
          new Entry("schedules", Roles.VIEWER),
          new Entry("jobs", Roles.VIEWER),
          new Entry("parked", Roles.VIEWER),
          new Entry("nodes", Roles.VIEWER),
          new Entry("audit", Roles.OPERATOR));

  @Inject private ConsoleUser user;

  /** Makes the bean; CDI does. */
  public Navigation() {}

  /**
   * Is a page of the list.
   *
   * @param page name of the page
   * @param role the weakest role that sees it
   */
  public record Entry(String page, String role) {

    /**
     * Returns where it leads.
     *
     * @return an outcome
     */
    public String outcome() {
      return "/console/" + page;
    }

    /**
     * Returns what names it.
     *
     * @return a key in the resource bundle
     */
    public String key() {
      return "page." + page;
    }
  }

  /**
   * Returns the pages.
   *
   * @return those that the user may see
   */
  public List<Entry> getEntries() {
    return ENTRIES.stream().filter(entry -> user.may(entry.role())).toList();
  }

  /**
   * Returns where the page that is shown is told of changes.
   *
   * @param workflow name of the workflow that it is about; empty for all
   * @param id id of the instance that it is about; empty for all
   * @return an address
   */
  public String changes(String workflow, String id) {
    return FacesContext.getCurrentInstance().getExternalContext().getRequestContextPath()
        + "/console/changes?workflow="
        + URLEncoder.encode(workflow, StandardCharsets.UTF_8)
        + "&id="
        + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  /**
   * Tells whether a page is the one that is shown.
   *
   * @param entry a page of the list
   * @return true when it is
   */
  public boolean isCurrent(Entry entry) {
    String shown = FacesContext.getCurrentInstance().getViewRoot().getViewId();
    return shown.equals(entry.outcome() + ".xhtml");
  }
}
