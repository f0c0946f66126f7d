package dev.holdfast.engine.journal;

import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Is what was recorded before a run began: which of it the code has not asked for yet, and how far
 * each branch had come. Guarded by its {@link RunJournal}.
 */
final class Earlier {

  private final Map<StepKey, StepRecord> unread = new HashMap<>();
  private final Map<String, Long> lastLogs = new HashMap<>();

  void add(StepRecord step) {
    if (step.status() != StepStatus.CANCELLED && step.key().kind() != StepKind.COMPENSATION) {
      unread.put(step.key(), step);
    }
    String scope = step.key().scope();
    for (int end = scope.length(); end > 0; end = scope.lastIndexOf('/', end - 1)) {
      lastLogs.merge(scope.substring(0, end), step.endedLog(), Math::max);
    }
  }

  void read(StepKey key) {
    unread.remove(key);
  }

  /** Finds what is recorded where the code now does something of another kind. */
  Optional<StepKey> otherKind(StepKey key) {
    return Arrays.stream(StepKind.values())
        .filter(kind -> kind != key.kind())
        .map(kind -> new StepKey(kind, key.scope(), key.name(), key.occurrence()))
        .filter(unread::containsKey)
        .findFirst();
  }

  /** Leaves out what is recorded in a scope and below it: it need not be read. */
  void excuse(String scope) {
    unread.keySet().removeIf(key -> StepKey.isWithin(key.scope(), scope));
  }

  List<StepKey> unread() {
    return unread.values().stream()
        .sorted(Comparator.comparingInt(StepRecord::seq))
        .map(StepRecord::key)
        .toList();
  }

  /** Returns the position of the last step that has ended in a branch; empty without records. */
  OptionalLong lastLog(String scope) {
    Long log = lastLogs.get(scope);
    return log == null ? OptionalLong.empty() : OptionalLong.of(log);
  }
}
