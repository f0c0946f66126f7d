package dev.holdfast.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows how somebody wants to see the pages: in which time zone, light or dark. Both come from
 * cookies that the browser sets.
 */
@RequestScoped
@Named("viewer")
public class Viewer {

  private final Texts texts =
      new Texts(zone(cookie("holdfast-zone")), InstantSource.system().instant());
  private final Theme theme = Theme.of(cookie("holdfast-theme"));

  /**
   * Returns what puts things into words for this viewer.
   *
   * @return the texts
   */
  public Texts texts() {
    return texts;
  }

  /**
   * Returns the time zone.
   *
   * @return its id
   */
  public String getZone() {
    return texts.zone().getId();
  }

  /**
   * Returns the theme chosen.
   *
   * @return as the browser prefers when nothing was chosen
   */
  public Theme getTheme() {
    return theme;
  }

  /**
   * Shows a point in time.
   *
   * @param at when; null for nothing
   * @return date and time in the viewer's zone
   */
  public String time(@Nullable Instant at) {
    return at == null ? "" : texts.time(at);
  }

  /**
   * Shows how long ago something was.
   *
   * @param at when; null for nothing
   * @return such as {@code 3 h 5 min}
   */
  public String age(@Nullable Instant at) {
    return at == null || at.isAfter(texts.now())
        ? ""
        : Texts.length(Duration.between(at, texts.now()));
  }

  /**
   * Says a sentence.
   *
   * @param sentence what to say; null for nothing
   * @return its words
   */
  public String say(@Nullable Sentence sentence) {
    return sentence == null ? "" : texts.say(sentence);
  }

  /**
   * Reads what a browser says about its time zone.
   *
   * @param id such as {@code Europe/Vienna}
   * @return the zone; UTC when there is none of this name
   */
  static ZoneId zone(Optional<String> id) {
    try {
      return id.<ZoneId>map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  private static Optional<String> cookie(String name) {
    return Optional.ofNullable(
            FacesContext.getCurrentInstance().getExternalContext().getRequestCookieMap().get(name))
        .map(cookie -> ((Cookie) cookie).getValue());
  }
}
