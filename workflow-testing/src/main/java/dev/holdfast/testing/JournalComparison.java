package dev.holdfast.testing;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.run.StepProbe;
import dev.holdfast.testing.Divergence.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what code does in a replay with what the journal says it did. Used by one thread. */
final class JournalComparison implements StepProbe {

  /** Ends that do not come from the code: such an instance has stopped where it stood. */
  private static final Set<String> NOT_BY_CODE =
      Set.of("instance.recovery_exhausted", "workflow.nondeterministic");

  private final InstanceRecord instance;
  private final PayloadCodec codec;
  private final Map<StepKey, StepRecord> records = new LinkedHashMap<>();
  private final Map<StepKey, StepRecord> unread = new LinkedHashMap<>();
  private final List<String> reached = new ArrayList<>();
  private final List<StepKey> beyond = new ArrayList<>();
  private @Nullable Divergence first;

  JournalComparison(InstanceJournal journal, PayloadCodec codec) {
    this.instance = journal.instance();
    this.codec = codec;
    for (StepRecord step : journal.steps()) {
      if (step.key().kind() != StepKind.COMPENSATION) {
        records.put(step.key(), step);
      }
    }
    unread.putAll(records);
  }

  /** Tells whether the result of a step is not in the export. */
  static boolean isRedacted(StepRecord step) {
    return step.key().kind() == StepKind.RUN
        && step.status() == StepStatus.COMPLETE
        && step.result() == null;
  }

  @Override
  public void reaches(InstanceRecord replayed, StepKey step) {
    reached.add(step.toString());
    @Nullable StepRecord record = records.get(step);
    if (record == null) {
      beyond(step);
      return;
    }
    unread.remove(step);
    if (isRedacted(record)) {
      differ(
          Kind.REDACTED_RESULT,
          "The result of sensitive step '%s' is not in the export: give it one by withResult, to go past it."
              .formatted(step.shown()),
          Optional.of(step),
          List.of(step));
    }
  }

  /**
   * Returns what was found.
   *
   * @param settled what the run wanted to do with the instance at its end
   */
  ReplayResult result(List<Change> settled) {
    Optional<Change.Ended> end =
        settled.stream()
            .filter(Change.Ended.class::isInstance)
            .map(Change.Ended.class::cast)
            .findFirst();
    if (first == null) {
      compareEnd(end);
    }
    return new ReplayResult(reached, Optional.ofNullable(first));
  }

  private void beyond(StepKey step) {
    List<StepKey> left = unreadIn(step.scope());
    Optional<StepKey> other =
        left.stream()
            .filter(key -> key.name().equals(step.name()) && key.occurrence() == step.occurrence())
            .findFirst();
    if (other.isPresent()) {
      differ(
          Kind.OTHER_KIND,
          "The code has a %s where the journal has a %s.".formatted(step, other.get()),
          Optional.of(step),
          List.of(other.get()));
    } else if (!left.isEmpty()) {
      differ(
          Kind.NO_RECORD,
          "The code reaches %s, which has no record, where the instance went on to %s."
              .formatted(step, left.get(0)),
          Optional.of(step),
          left);
    } else if (instance.status() == InstanceStatus.COMPLETE
        || instance.status() == InstanceStatus.WAITING) {
      differ(
          Kind.NO_RECORD,
          "The code reaches %s, which has no record, though the instance is %s."
              .formatted(step, instance.status().wireName()),
          Optional.of(step),
          List.of());
    } else {
      beyond.add(step);
    }
  }

  private void compareEnd(Optional<Change.Ended> end) {
    @Nullable ErrorInfo error =
        end.map(Change.Ended::failure).map(failure -> failure.error()).orElse(null);
    if (error != null && "step.result_unreadable".equals(error.code())) {
      differ(Kind.UNREADABLE_RESULT, error.message(), Optional.empty(), List.of());
      return;
    }
    List<StepKey> left = countedUnread(end);
    if (!left.isEmpty()) {
      leftUnread(left);
    } else if (end.isPresent()) {
      compareOutcome(end.get());
    } else if (isEndedByCode()) {
      differ(
          Kind.OTHER_OUTCOME,
          "The instance is %s, but the code has not ended%s."
              .formatted(
                  instance.status().wireName(),
                  beyond.isEmpty() ? "" : ": it stands at " + beyond.get(0)),
          beyond.stream().findFirst(),
          List.of());
    }
  }

  private void leftUnread(List<StepKey> left) {
    if (beyond.isEmpty()) {
      differ(
          Kind.UNREAD_RECORDS,
          "The code does not reach what the journal has: %s.".formatted(left),
          Optional.empty(),
          left);
    } else {
      differ(
          Kind.NO_RECORD,
          "The code stands at %s, which has no record, where the instance went on to %s."
              .formatted(beyond.get(0), left.get(0)),
          beyond.stream().findFirst(),
          left);
    }
  }

  /** When the code fails, branches that it leaves open have not come as far as they had. */
  private List<StepKey> countedUnread(Optional<Change.Ended> end) {
    boolean hasFailed = end.isPresent() && end.get().failure() != null;
    return hasFailed ? unreadIn("") : List.copyOf(unread.keySet());
  }

  private void compareOutcome(Change.Ended end) {
    @Nullable ErrorInfo recorded = error(instance.failure());
    @Nullable ErrorInfo present = error(end.failure());
    if (isEndedByCode() && !Objects.equals(recorded, present)) {
      differ(
          Kind.OTHER_OUTCOME,
          "The instance ended with %s, the code with %s."
              .formatted(described(recorded), described(present)),
          Optional.empty(),
          List.of());
    } else if (isEndedByCode() && !isSame(instance.output(), end.output())) {
      differ(
          Kind.OTHER_OUTCOME,
          "The instance returned %s, the code returns %s."
              .formatted(described(instance.output()), described(end.output())),
          Optional.empty(),
          List.of());
    } else if (instance.status() == InstanceStatus.WAITING) {
      differ(
          Kind.OTHER_OUTCOME,
          "The instance is waiting, but the code ends.",
          Optional.empty(),
          List.of());
    }
  }

  private boolean isEndedByCode() {
    @Nullable ErrorInfo error = error(instance.failure());
    return instance.status() == InstanceStatus.COMPLETE
        || (instance.status() == InstanceStatus.ERRORED
            && error != null
            && !NOT_BY_CODE.contains(Objects.requireNonNullElse(error.code(), "")));
  }

  private List<StepKey> unreadIn(String scope) {
    return unread.keySet().stream().filter(key -> key.scope().equals(scope)).toList();
  }

  private void differ(Kind kind, String message, Optional<StepKey> step, List<StepKey> recorded) {
    if (first == null) {
      first =
          new Divergence(
              kind,
              message,
              step.map(StepKey::toString),
              recorded.stream().map(StepKey::toString).toList());
    }
  }

  private boolean isSame(@Nullable EncodedValue one, @Nullable EncodedValue other) {
    return Objects.equals(tree(one), tree(other));
  }

  private @Nullable Object tree(@Nullable EncodedValue value) {
    return value == null ? null : codec.decode(value, Object.class);
  }

  private static String described(@Nullable EncodedValue value) {
    return value == null ? "nothing" : value.data();
  }

  private static String described(@Nullable ErrorInfo error) {
    return error == null ? "an output" : "error " + error;
  }

  private static @Nullable ErrorInfo error(dev.holdfast.engine.model.@Nullable Failure failure) {
    return failure == null ? null : failure.error();
  }
}
