package dev.holdfast.samples.kitchen;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Reads the options of a scripted step: {@code retries} with {@code limit}, {@code delay}, {@code
 * backoff}, {@code maxDelay} and {@code jitter}; {@code delays}, {@code timeout}, {@code
 * sensitive}, {@code largeResult}.
 */
final class OptionsReader {

  private OptionsReader() {}

  static StepOptions read(ScriptObject object) {
    StepOptions options = StepOptions.ofRetry(retry(object));
    if (object.has("timeout")) {
      options = with(object, "timeout", timeout(object, options));
    }
    if (object.flag("sensitive")) {
      options = options.withSensitive();
    }
    return object.flag("largeResult") ? options.withLargeResult() : options;
  }

  private static Supplier<StepOptions> timeout(ScriptObject object, StepOptions options) {
    return () -> options.withTimeout(object.duration("timeout"));
  }

  private static RetryPolicy retry(ScriptObject object) {
    RetryPolicy policy = RetryPolicy.DEFAULT;
    boolean fixedDelay = false;
    if (object.has("retries")) {
      ScriptObject retries = object.object("retries");
      policy = retries(retries);
      fixedDelay = retries.has("delay");
    }
    if (!object.has("delays")) {
      return policy;
    }
    if (fixedDelay) {
      throw object.malformed("delays", "cannot be given together with retries.delay");
    }
    return policy.withDelay(ScriptedDelays.read(object));
  }

  /** Reads a retry policy; refuses members that it does not know. */
  static RetryPolicy retries(ScriptObject retries) {
    RetryPolicy policy = RetryPolicy.DEFAULT;
    if (retries.has("limit")) {
      policy = policy.withLimit(retries.whole("limit", RetryPolicy.MAX_LIMIT));
    }
    if (retries.has("delay")) {
      policy = policy.withDelay(retries.duration("delay"));
    }
    if (retries.has("backoff")) {
      policy = policy.withBackoff(backoff(retries));
    }
    if (retries.has("maxDelay")) {
      policy = maxDelay(retries, policy);
    }
    if (retries.has("jitter")) {
      policy = jitter(retries, policy);
    }
    retries.refuseOthers();
    return policy;
  }

  private static RetryPolicy maxDelay(ScriptObject retries, RetryPolicy policy) {
    return with(retries, "maxDelay", () -> policy.withMaxDelay(retries.duration("maxDelay")));
  }

  private static RetryPolicy jitter(ScriptObject retries, RetryPolicy policy) {
    double jitter = retries.number("jitter").doubleValue();
    return with(retries, "jitter", () -> policy.withJitter(jitter));
  }

  private static Backoff backoff(ScriptObject retries) {
    String name = retries.text("backoff");
    try {
      return Backoff.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw retries.malformed(
          "backoff", "must be constant, linear or exponential, was " + JsonTree.shown(name));
    }
  }

  /** Adds the path to what the API says about a value out of its bounds. */
  private static <T> T with(ScriptObject object, String name, Supplier<T> changed) {
    try {
      return changed.get();
    } catch (InvalidOptionException e) {
      throw object.malformed(name, "is wrong: " + e.getMessage());
    }
  }
}
