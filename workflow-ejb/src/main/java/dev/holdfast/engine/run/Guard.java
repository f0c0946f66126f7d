package dev.holdfast.engine.run;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.journal.RunJournal;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.port.PayloadCodec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Notices when the code of a workflow takes another way than the one that is recorded. */
final class Guard {

  /** The code of its errors and warnings. */
  static final String CODE = "workflow.nondeterministic";

  /** So many steps are named to people. */
  private static final int NAMED = 20;

  private static final String ADVICE =
      "Code between steps must depend on the payload and on results of steps only. Restore the code"
          + " that made the record, or restart the instance";

  private final RunJournal journal;
  private final PayloadCodec codec;
  private final InstanceKey instance;

  Guard(RunJournal journal, PayloadCodec codec, InstanceKey instance) {
    this.journal = journal;
    this.codec = codec;
    this.instance = instance;
  }

  /** Looks at a step that the code has come to; returns what is wrong about it. */
  Optional<Failure> check(StepKey reached) {
    return journal
        .otherKind(reached)
        .map(
            recorded ->
                failure(
                    "Instance %s is at step '%s', but the journal has '%s' there. %s from a step before it."
                        .formatted(instance, reached, recorded, ADVICE)));
  }

  Failure otherBranches(StepKey race, String winner) {
    return failure(
        "Instance %s is at '%s', which branch '%s' has won: the code does not race that branch any more. %s from a step before it."
            .formatted(instance, race, winner, ADVICE));
  }

  Failure otherUse(StepKey child, boolean isCalled) {
    String call = "callChild";
    String start = "startChild";
    return failure(
        "Instance %s is at step '%s' with %s, but the journal has a %s there. %s from a step before it."
            .formatted(instance, child, isCalled ? call : start, isCalled ? start : call, ADVICE));
  }

  /** Returns the steps that are recorded and were not asked for, losers of races aside. */
  List<StepKey> unread() {
    if (journal.unread().isEmpty()) {
      return List.of();
    }
    BranchHistory.decidedRaces(journal, codec).stream()
        .flatMap(outcome -> outcome.losers().stream())
        .forEach(journal::excuse);
    return journal.unread();
  }

  Failure unreadFailure(List<StepKey> unread) {
    return failure(
        "The code of instance %s has returned without asking for recorded steps: %s. %s."
            .formatted(instance, named(unread), ADVICE));
  }

  static String warning(List<StepKey> unread) {
    return CODE + ": not asked for: " + named(unread);
  }

  private static String named(List<StepKey> keys) {
    String first =
        keys.stream().limit(NAMED).map(StepKey::toString).collect(Collectors.joining(", "));
    return keys.size() <= NAMED ? first : first + " and " + (keys.size() - NAMED) + " more";
  }

  private static Failure failure(String message) {
    return Failures.ofEngine(WorkflowException.class, CODE, message);
  }
}
