package dev.holdfast.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.util.List;

/** Is the list of pages at the top of each. */
@RequestScoped
@Named("navigation")
public class Navigation {

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("overview"),
          new Entry("workflows"),
          new Entry("instances"),
          new Entry("schedules"),
          new Entry("parked"),
          new Entry("nodes"));

  /**
   * Is a page of the list.
   *
   * @param page name of the page
   */
  public record Entry(String page) {

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
   * @return all that everybody may see
   */
  public List<Entry> getEntries() {
    return ENTRIES;
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
