package dev.holdfast.micro;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Says that a body of a kitchen-sink step took effect.
 *
 * @param key what the script calls the effect
 * @param attempt number of the attempt
 * @param at when
 */
public record RecordedEffect(String key, int attempt, Instant at) {

  static RecordedEffect of(JsonObject json) {
    return new RecordedEffect(
        json.getString("key"), json.getInt("attempt"), Instant.parse(json.getString("at")));
  }

  /** Lists the keys in order, without those that stand again right after themselves. */
  static List<String> keysOnce(List<RecordedEffect> effects) {
    List<String> keys = new ArrayList<>();
    for (RecordedEffect effect : effects) {
      if (keys.isEmpty() || !keys.get(keys.size() - 1).equals(effect.key())) {
        keys.add(effect.key());
      }
    }
    return keys;
  }
}
