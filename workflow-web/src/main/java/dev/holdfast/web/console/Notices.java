package dev.holdfast.web.console;

import dev.holdfast.api.WorkflowException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.util.Objects;
import org.primefaces.PrimeFaces;

/** Tells the viewer what came of something, once, on the page that is shown next. */
@RequestScoped
public class Notices {

  /** Of the template; what draws a page again by itself leaves it alone unless there is news. */
  private static final String MESSAGES = "messages";

  @Inject private Viewer viewer;

  /**
   * Tells that something was done.
   *
   * @param sentence what
   */
  public void done(Sentence sentence) {
    add(FacesMessage.SEVERITY_INFO, viewer.say(sentence));
  }

  /**
   * Tells that something needs attention.
   *
   * @param sentence what
   */
  public void warn(Sentence sentence) {
    add(FacesMessage.SEVERITY_WARN, viewer.say(sentence));
  }

  /**
   * Tells why something was not done.
   *
   * @param refused says why
   */
  public void refused(WorkflowException refused) {
    String code = "(" + refused.code() + ")";
    String why = Objects.requireNonNullElse(refused.getMessage(), "");
    add(FacesMessage.SEVERITY_ERROR, why.endsWith(code) ? why : why + " " + code);
  }

  private static void add(FacesMessage.Severity severity, String text) {
    FacesContext faces = FacesContext.getCurrentInstance();
    faces.addMessage(null, new FacesMessage(severity, text, null));
    faces.getExternalContext().getFlash().setKeepMessages(true);
    if (PrimeFaces.current().isAjaxRequest()) {
      PrimeFaces.current().ajax().update(MESSAGES);
    }
  }
}
