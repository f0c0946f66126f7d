package dev.holdfast.engine.run;

import dev.holdfast.api.AllBranchesFailedException;
import dev.holdfast.api.Losers;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.RaceOutcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Performs one call of {@code race} or {@code any}: answers from the journal, or leaves the thread
 * until there is a winner and records it together with the end of the losers.
 */
final class RaceStep {

  private final Run run;
  private final Execution execution;
  private final StepKey key;
  private final Race race;
  private final Losers losers;

  RaceStep(Run run, Execution execution, StepKey key, Race race, Losers losers) {
    this.run = run;
    this.execution = execution;
    this.key = key;
    this.race = race;
    this.losers = losers;
  }

  /** Returns the place of the winner; empty when all have failed and that is not enough. */
  Optional<Integer> winner() {
    StepRecord reached = run.reach(execution, key);
    StepRecord record =
        reached.status().isFinished() ? reached : run.recording(execution, () -> decide(reached));
    if (record.result() == null) {
      return Optional.empty();
    }
    RaceOutcome outcome = BranchHistory.read(run.services().ports().codec(), record.result());
    int place = outcome.winner();
    List<Strand> runners = race.runners();
    if (place >= runners.size() || !runners.get(place).scope().equals(outcome.branch())) {
      throw run.fatal(execution, run.guard().otherBranches(key, outcome.branch()));
    }
    dismiss(losersTo(runners.get(place)));
    return Optional.of(place);
  }

  private StepRecord decide(StepRecord open) {
    if (!run.strands().isDecided(race)) {
      throw execution.park(Parking.forRace(race));
    }
    Instant now = run.now();
    @Nullable Strand winner = race.winner().orElse(null);
    if (winner == null) {
      StepRecord failed = open.failed(StepStatus.ERRORED, 0, Failures.of(allFailed()), now);
      run.record(execution, List.of(failed));
      return failed;
    }
    List<Strand> others = losersTo(winner);
    List<String> cancelled = losers == Losers.CANCEL ? run.strands().cancel(others) : List.of();
    StepRecord decided = open.completed(0, encoded(outcome(winner, others, cancelled)), now);
    List<StepRecord> records = new ArrayList<>(OpenSteps.cancelled(run, cancelled, now));
    records.add(decided);
    run.record(execution, records);
    return decided;
  }

  AllBranchesFailedException allFailed() {
    return new AllBranchesFailedException(
        key.name(), race.runners().stream().map(Strand::failure).filter(Objects::nonNull).toList());
  }

  private RaceOutcome outcome(Strand winner, List<Strand> others, List<String> cancelled) {
    return new RaceOutcome(
        race.runners().indexOf(winner),
        winner.scope(),
        others.stream().map(Strand::scope).toList(),
        cancelled);
  }

  private EncodedValue encoded(RaceOutcome outcome) {
    return run.services().ports().codec().encode(outcome, RaceOutcome.class);
  }

  private void dismiss(List<Strand> others) {
    if (losers == Losers.CANCEL) {
      run.strands().dismiss(others);
    } else {
      run.strands().ignore(others);
    }
  }

  private List<Strand> losersTo(Strand winner) {
    return race.runners().stream().distinct().filter(strand -> strand != winner).toList();
  }
}
