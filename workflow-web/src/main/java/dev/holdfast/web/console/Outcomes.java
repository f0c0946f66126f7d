package dev.holdfast.web.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes the addresses of pages to which an action leads. */
public final class Outcomes {

  private Outcomes() {}

  /**
   * Leads to an instance.
   *
   * @param workflow name of its workflow
   * @param id its id
   * @return its page, by a redirect
   */
  public static String instance(String workflow, String id) {
    return "instance?faces-redirect=true&workflow=" + escaped(workflow) + "&id=" + escaped(id);
  }

  /**
   * Leads to the instances of a workflow.
   *
   * @param workflow its name
   * @return the list, by a redirect
   */
  public static String instances(String workflow) {
    return "instances?faces-redirect=true&workflow=" + escaped(workflow);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
