package dev.holdfast.samples.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts requests per key; forgets the keys that were not asked for longest. */
final class RequestCounts {

  static final int MOST_KEYS = 10_000;

  private final Map<String, Integer> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST_KEYS;
        }
      };

  synchronized int next(String key) {
    return counts.merge(key, 1, Integer::sum);
  }
}
