package dev.holdfast.samples.kitchen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Is what a run of a script has left.
 *
 * @param journal the journal of its instance
 * @param receipts what became of the events that were sent
 * @param own how many effects bodies had by themselves, by key and attempt
 * @param committed how many effects were committed with their steps, by key and attempt
 * @param noticed what went wrong on the way
 * @param crashes how often the server has died
 * @param writes how many journal writes there were
 */
record TrialRecord(
    JournalView journal,
    List<String> receipts,
    Map<String, Integer> own,
    Map<String, Integer> committed,
    List<String> noticed,
    int crashes,
    int writes) {

  TrialRecord {
    receipts = List.copyOf(receipts);
    own = Map.copyOf(own);
    committed = Map.copyOf(committed);
    noticed = List.copyOf(noticed);
  }

  /** Returns what must not be, whatever the script and whenever the server died. */
  List<String> broken() {
    List<String> broken = new ArrayList<>(noticed);
    if (!journal.isOver()) {
      broken.add("The instance has not ended: " + journal.end());
    }
    broken.addAll(journal.broken());
    if (!committed.equals(journal.committed())) {
      broken.add(
          "Committed effects are %s, by the journal they are %s"
              .formatted(committed, journal.committed()));
    }
    journal
        .attempted()
        .forEach(
            (body, times) -> {
              int seen = own.getOrDefault(body, 0);
              if (seen < times) {
                broken.add("Effect %s came %d times, expected %d".formatted(body, seen, times));
              }
            });
    return broken;
  }

  /**
   * Returns what differs from a run of the same script without crashes, of which nothing may.
   *
   * @param calm the other run
   */
  List<String> differencesFrom(TrialRecord calm) {
    List<String> found = new ArrayList<>();
    compare(found, "end", calm.journal.end(), journal.end());
    compare(found, "receipts", calm.receipts, receipts);
    compareMaps(found, "step", calm.journal.steps(), journal.steps());
    compareMaps(found, "failed attempt", calm.journal.attempts(), journal.attempts());
    compareMaps(found, "committed effect", calm.committed, committed);
    compare(found, "bodies", calm.own.keySet(), own.keySet());
    own.forEach(
        (body, times) -> {
          int expected = calm.own.getOrDefault(body, 0);
          if (times < expected || times > expected + crashes) {
            found.add(
                "Effect %s came %d times with %d crashes, %d times without"
                    .formatted(body, times, crashes, expected));
          }
        });
    return found;
  }

  private static void compareMaps(
      List<String> found, String what, Map<String, ?> calm, Map<String, ?> crashed) {
    Set<String> keys = new TreeMap<>(calm).keySet();
    compare(found, what + "s", keys, new TreeMap<>(crashed).keySet());
    keys.stream()
        .filter(crashed::containsKey)
        .forEach(key -> compare(found, what + " " + key, calm.get(key), crashed.get(key)));
  }

  private static void compare(
      List<String> found,
      String what,
      @org.jspecify.annotations.Nullable Object calm,
      @org.jspecify.annotations.Nullable Object crashed) {
    if (!String.valueOf(calm).equals(String.valueOf(crashed))) {
      found.add("%s without crashes: %s\n    with crashes: %s".formatted(what, calm, crashed));
    }
  }
}
