package dev.holdfast.testing;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.RaceOutcome;
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

/** Compares what code does in a replay with what the journal says it did. Thread-safe. */
final class JournalComparison implements StepProbe {

  /** Ends that do not come from the code: such an instance has stopped where it stood. */
  private static final Set<String> NOT_BY_CODE =
      Set.of("instance.recovery_exhausted", "workflow.nondeterministic");

  private final InstanceJournal journal;
  private final InstanceRecord instance;
  private final PayloadCodec codec;
  private final Map<StepKey, StepRecord> records = new LinkedHashMap<>();
  private final Map<StepKey, StepRecord> unread = new LinkedHashMap<>();
  private final List<String> reached = new ArrayList<>();
  private final List<StepKey> beyond = new ArrayList<>();
  private @Nullable Divergence first;

  JournalComparison(InstanceJournal journal, PayloadCodec codec) {
    this.journal = journal;
    this.instance = journal.instance();
    this.codec = codec;
    for (StepRecord step : journal.steps()) {
      if (!isCompensation(step) && step.status() != StepStatus.CANCELLED) {
        records.put(step.key(), step);
      }
    }
    unread.putAll(records);
  }

  /** Tells whether a record is about undoing a step. */
  static boolean isCompensation(StepRecord step) {
    return step.key().kind() == StepKind.COMPENSATION;
  }

  /** Tells whether the result of a step is not in the export. */
  static boolean isRedacted(StepRecord step) {
    return step.key().kind() == StepKind.RUN
        && step.status() == StepStatus.COMPLETE
        && step.result() == null;
  }

  @Override
  public synchronized void reaches(InstanceRecord replayed, StepKey step) {
    reached.add(step.toString());
    @Nullable StepRecord record = records.get(step);
    if (record == null) {
      if (isCancelled(step)) { // its race is to be decided again: the code stands there
        beyond.add(step);
      } else {
        beyond(step);
      }
      return;
    }
    unread.remove(step);
    if (journal.isLeftOut(record)) {
      omitted(record);
    }
    if (isRedacted(record)) {
      differ(
          Kind.REDACTED_RESULT,
          "The result of sensitive step '%s' is not in the export: give it one by withResult, to go past it."
              .formatted(step.shown()),
          Optional.of(step),
          List.of(step));
    }
  }

  /** Returns what was found. */
  synchronized ReplayResult result() {
    return new ReplayResult(reached, Optional.ofNullable(first));
  }

  /**
   * Compares how the code has ended, or where it stands.
   *
   * @param settled what the run wanted to do with the instance
   */
  synchronized void compareEnd(List<Change> settled) {
    if (first == null) {
      compareEnd(settled.stream().flatMap(change -> End.of(change).stream()).findFirst());
    }
  }

  /**
   * Compares what the instance undoes with what the code can undo.
   *
   * @param handled the steps that the code comes to with a compensation
   */
  synchronized void comparePlan(Set<StepKey> handled) {
    for (StepRecord planned : journal.steps()) {
      StepKey step = planned.key().as(StepKind.RUN);
      if (isCompensation(planned) && !handled.contains(step) && !wasMissing(planned)) {
        differ(
            Kind.COMPENSATION_MISSING,
            "The instance undoes %s, but the code comes to no such step with a compensation."
                .formatted(step),
            Optional.of(step),
            List.of(planned.key()));
      }
    }
  }

  private static boolean wasMissing(StepRecord planned) {
    @Nullable ErrorInfo error = error(planned.failure());
    return error != null && "compensation.missing".equals(error.code());
  }

  private boolean isCancelled(StepKey key) {
    return journal.steps().stream()
        .anyMatch(step -> step.key().equals(key) && step.status() == StepStatus.CANCELLED);
  }

  private void omitted(StepRecord step) {
    differ(
        Kind.OMITTED_RESULT,
        "The result of step '%s' has %d bytes and is not in the export, which holds %d bytes of large results: give it one by withResult, to go past it."
            .formatted(
                step.key().shown(),
                LargeValue.of(step.result()).map(LargeValue::size).orElse(0L),
                InstanceJournal.LARGE_RESULT_BYTES),
        Optional.of(step.key()),
        List.of(step.key()));
  }

  /** A race has no record while it is open; all else has one before an instance waits. */
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
        || (instance.status() == InstanceStatus.WAITING && step.kind() != StepKind.RACE)) {
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

  private void compareEnd(Optional<End> end) {
    @Nullable ErrorInfo error = end.map(End::failure).map(Failure::error).orElse(null);
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
  private List<StepKey> countedUnread(Optional<End> end) {
    List<String> losers = losers();
    unread
        .keySet()
        .removeIf(key -> losers.stream().anyMatch(loser -> StepKey.isWithin(key.scope(), loser)));
    boolean hasFailed = end.isPresent() && end.get().failure() != null;
    return hasFailed ? unreadIn("") : List.copyOf(unread.keySet());
  }

  private void compareOutcome(End end) {
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

  /** Returns the branches whose records need not be read: they have lost a race. */
  private List<String> losers() {
    return journal.steps().stream()
        .filter(step -> step.key().kind() == StepKind.RACE && step.result() != null)
        .map(step -> (RaceOutcome) codec.decode(step.result(), RaceOutcome.class))
        .flatMap(outcome -> outcome.losers().stream())
        .toList();
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

  private static @Nullable ErrorInfo error(@Nullable Failure failure) {
    return failure == null ? null : failure.error();
  }

  /** Is how the code has ended: a compensation that begins is the end of a code that has failed. */
  private record End(@Nullable EncodedValue output, @Nullable Failure failure) {

    static Optional<End> of(Change change) {
      if (change instanceof Change.Ended ended) {
        return Optional.of(new End(ended.output(), ended.failure()));
      }
      return change instanceof Change.RollbackBegan began
          ? Optional.of(new End(null, began.trigger()))
          : Optional.empty();
    }
  }
}
