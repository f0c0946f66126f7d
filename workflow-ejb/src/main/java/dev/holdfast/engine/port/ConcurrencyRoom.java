package dev.holdfast.engine.port;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts, within one claim, how many more instances of limited workflows may execute. Shared by the
 * queues; not thread-safe.
 */
public final class ConcurrencyRoom {

  private final Map<String, Integer> free = new HashMap<>();
  private final Set<String> full = new HashSet<>();

  /**
   * Makes the room.
   *
   * @param limits of limited workflows, how many may execute
   * @param executing how many do; missing means none
   */
  public ConcurrencyRoom(Map<String, Integer> limits, Map<String, Integer> executing) {
    limits.forEach(
        (workflow, limit) -> free.put(workflow, limit - executing.getOrDefault(workflow, 0)));
    free.forEach(
        (workflow, left) -> {
          if (left <= 0) {
            full.add(workflow);
          }
        });
  }

  /**
   * Closes a workflow for this claim.
   *
   * @param workflow its name
   */
  public void close(String workflow) {
    free.put(workflow, 0);
    full.add(workflow);
  }

  /**
   * Takes room for one instance.
   *
   * @param workflow its workflow
   * @return false when it may not execute now
   */
  public boolean take(String workflow) {
    int left = free.getOrDefault(workflow, Integer.MAX_VALUE);
    if (left <= 0) {
      return false;
    }
    if (left < Integer.MAX_VALUE) {
      free.put(workflow, left - 1);
    }
    if (left == 1) {
      full.add(workflow);
    }
    return true;
  }

  /**
   * Returns the workflows without room.
   *
   * @return names of limited workflows
   */
  public Set<String> full() {
    return Set.copyOf(full);
  }
}
