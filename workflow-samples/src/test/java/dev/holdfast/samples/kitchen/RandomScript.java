package dev.holdfast.samples.kitchen;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is a script that a generator has made, with the events that are sent to its instance.
 *
 * @param seed what the generator made it from
 * @param script its instructions, as JSON has them
 * @param sends the events, in order of time
 * @param open whether it has races that the speed of threads decides, so that two runs may end
 *     differently
 */
record RandomScript(
    long seed, List<Map<String, @Nullable Object>> script, List<Send> sends, boolean open) {

  RandomScript {
    script = List.copyOf(script);
    sends = List.copyOf(sends);
  }

  /**
   * Is an event that is sent.
   *
   * @param after how long after the creation; zero for at once, while the instance is on its way
   * @param type its type
   * @param payload its payload
   */
  record Send(Duration after, String type, @Nullable Object payload) {}

  RandomScript withScript(List<Map<String, @Nullable Object>> other) {
    return new RandomScript(seed, other, sends, open);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("seed " + seed + (open ? " (open)" : ""));
    script.forEach(instruction -> text.append("\n  ").append(instruction));
    sends.forEach(send -> text.append("\n  ").append(send));
    return text.toString();
  }
}
