package dev.holdfast.engine.model;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.DelayFunction;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the options in force as the text that is recorded with a step, such as {@code limit=5
 * delay=10000ms backoff=exponential jitter=0.0 timeout=600000ms}, and reads it back. A delay
 * function is not recorded, and of a compensation only that there is one; they are taken from the
 * live code.
 */
public final class RecordedOptions {

  private static final String COMPENSATION = "compensation";
  private static final String SENSITIVE = "sensitive";

  private RecordedOptions() {}

  /**
   * Tells whether a step has been recorded with a compensation.
   *
   * @param text as written; null for none
   * @return true when it has
   */
  public static boolean haveCompensation(@Nullable String text) {
    return parts(text).containsKey(COMPENSATION);
  }

  /**
   * Tells whether the result of a step is not to be shown.
   *
   * @param text as written; null for none
   * @return true when it is sensitive
   */
  public static boolean areSensitive(@Nullable String text) {
    return parts(text).containsKey(SENSITIVE);
  }

  /**
   * Reads the timeout of an attempt.
   *
   * @param text as written; null for none
   * @return the timeout; empty when none is recorded
   */
  public static Optional<Duration> timeout(@Nullable String text) {
    return duration(parts(text), "timeout");
  }

  /**
   * Writes options.
   *
   * @param options options in which every part is set
   * @return the text
   */
  public static String write(StepOptions options) {
    RetryPolicy retry = options.retry();
    List<String> parts = new ArrayList<>();
    retry.limit().ifPresent(limit -> parts.add("limit=" + limit));
    retry.delay().ifPresent(delay -> parts.add("delay=" + delay.toMillis() + "ms"));
    retry
        .backoff()
        .ifPresent(backoff -> parts.add("backoff=" + backoff.name().toLowerCase(Locale.ROOT)));
    retry.maxDelay().ifPresent(delay -> parts.add("maxDelay=" + delay.toMillis() + "ms"));
    retry.jitter().ifPresent(jitter -> parts.add("jitter=" + jitter));
    options.timeout().ifPresent(timeout -> parts.add("timeout=" + timeout.toMillis() + "ms"));
    if (options.sensitive()) {
      parts.add(SENSITIVE);
    }
    if (options.compensation().isPresent()) {
      parts.add(COMPENSATION);
    }
    if (options.largeResult()) {
      parts.add("largeResult");
    }
    return String.join(" ", parts);
  }

  /**
   * Reads options back.
   *
   * @param text as written
   * @param live the options that the code gives now
   * @return the options
   */
  public static StepOptions read(String text, StepOptions live) {
    Map<String, String> parts = parts(text);
    RetryPolicy retry =
        new RetryPolicy(
            Optional.ofNullable(parts.get("limit")).map(Integer::valueOf),
            duration(parts, "delay"),
            Optional.ofNullable(parts.get("backoff"))
                .map(name -> Backoff.valueOf(name.toUpperCase(Locale.ROOT))),
            duration(parts, "maxDelay"),
            Optional.ofNullable(parts.get("jitter")).map(Double::valueOf),
            parts.containsKey("delay")
                ? Optional.<DelayFunction>empty()
                : live.retry().delayFunction());
    return new StepOptions(
        retry,
        duration(parts, "timeout"),
        parts.containsKey(SENSITIVE),
        live.compensation(),
        parts.containsKey("largeResult"));
  }

  /**
   * Splits the text into its parts.
   *
   * @param text as written; null for none
   * @return the parts by name, in order; a flag has an empty value
   */
  public static Map<String, String> parts(@Nullable String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    if (text != null && !text.isBlank()) {
      for (String part : text.strip().split(" +", -1)) {
        int equals = part.indexOf('=');
        parts.put(
            equals < 0 ? part : part.substring(0, equals),
            equals < 0 ? "" : part.substring(equals + 1));
      }
    }
    return parts;
  }

  private static Optional<Duration> duration(Map<String, String> parts, String name) {
    return Optional.ofNullable(parts.get(name))
        .map(text -> Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2))));
  }
}
