package dev.holdfast.web.console;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * Puts things into words for one viewer.
 *
 * @param zone the viewer's time zone
 * @param now what times are compared with
 */
public record Texts(ZoneId zone, Instant now) {

  /** The resource bundle with all texts. */
  public static final String BUNDLE = "dev.holdfast.web.console.texts";

  private static final Locale LANGUAGE = Locale.ENGLISH;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", LANGUAGE);

  /**
   * Says a sentence.
   *
   * @param sentence what to say
   * @return its words
   */
  public String say(Sentence sentence) {
    Object[] words = sentence.values().stream().map(this::word).toArray();
    return new MessageFormat(text(sentence.key()), LANGUAGE).format(words);
  }

  /**
   * Looks a text up.
   *
   * @param key names it
   * @return the text
   * @throws MissingResourceException when there is none
   */
  public String text(String key) {
    return ResourceBundle.getBundle(BUNDLE, LANGUAGE).getString(key);
  }

  /**
   * Shows a point in time.
   *
   * @param at when
   * @return date and time in the viewer's zone
   */
  public String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  /**
   * Shows a point in time and how far away it is.
   *
   * @param at when
   * @return such as {@code 2030-01-01 09:00:00 (in 3 h)}
   */
  public String moment(Instant at) {
    boolean future = at.isAfter(now);
    Duration distance = Duration.between(future ? now : at, future ? at : now);
    return "%s (%s)"
        .formatted(time(at), say(Sentence.of(future ? "time.in" : "time.ago", distance)));
  }

  /**
   * Shows how long something takes, by its two largest units.
   *
   * @param duration how long
   * @return such as {@code 2 d 3 h} or {@code 350 ms}
   */
  public static String length(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + " ms";
    }
    Duration whole = duration.truncatedTo(ChronoUnit.SECONDS);
    if (whole.toDays() > 0) {
      return two(whole.toDays(), "d", whole.toHoursPart(), "h");
    }
    if (whole.toHours() > 0) {
      return two(whole.toHours(), "h", whole.toMinutesPart(), "min");
    }
    return whole.toMinutes() > 0
        ? two(whole.toMinutes(), "min", whole.toSecondsPart(), "s")
        : String.format(LANGUAGE, "%.1f s", duration.toMillis() / 1000.0).replace(".0 ", " ");
  }

  private static String two(long large, String unit, int small, String part) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + part);
  }

  private Object word(Object value) {
    if (value instanceof Instant at) {
      return moment(at);
    }
    if (value instanceof Duration length) {
      return length(length);
    }
    return value instanceof Sentence sentence ? say(sentence) : value;
  }
}
