package dev.holdfast.samples.kitchen;

import dev.holdfast.api.DelayFunction;
import dev.holdfast.api.Durations;
import dev.holdfast.api.InvalidDurationException;
import dev.holdfast.api.StepContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Is a delay function that returns listed delays in turn, the last one from then on; an empty one
 * stands for {@code "throw"} and makes it throw.
 */
record ScriptedDelays(List<Optional<Duration>> delays) implements DelayFunction {

  ScriptedDelays {
    delays = List.copyOf(delays);
  }

  static ScriptedDelays read(ScriptObject object) {
    List<?> texts = object.list("delays");
    if (texts.isEmpty()) {
      throw object.malformed("delays", "must not be empty");
    }
    List<Optional<Duration>> delays = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      delays.add(read(object, "delays[" + i + "]", texts.get(i)));
    }
    return new ScriptedDelays(delays);
  }

  private static Optional<Duration> read(ScriptObject object, String name, Object element) {
    if (!(element instanceof String text)) {
      throw object.malformed(name, "must be a text, was " + JsonTree.shown(element));
    }
    try {
      return text.equals("throw") ? Optional.empty() : Optional.of(Durations.parse(text));
    } catch (InvalidDurationException e) {
      throw object.malformed(name, "is wrong. " + e.getMessage());
    }
  }

  @Override
  public Duration delay(StepContext context, Throwable error) {
    return delays
        .get(Math.min(context.attempt(), delays.size()) - 1)
        .orElseThrow(() -> new ScriptFailure("The script made the delay function throw"));
  }
}
