package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.control.Transitions;
import dev.holdfast.engine.control.Transitions.Transition;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the engine to the table of transitions, and the table to the engine. */
class TransitionCoverageTest {

  private final StatusWatch watch = new StatusWatch();

  @Test
  void visitsEveryTransitionOfTheTableAndNoOther() throws Exception {
    try (TransitionScenarios scenarios = new TransitionScenarios(watch, 100)) {
      scenarios.makesEveryCallInEveryStatus();
      scenarios.wakes();
      scenarios.comesToRestAfterAPause();
      scenarios.endsBeforeThePauseComes();
      scenarios.undoesAfterAFailure();
      scenarios.undoesForATermination();
      scenarios.losesItsServer();
      scenarios.isGivenBack();
      scenarios.hasItsServerStopped();
    }
    try (TransitionScenarios scenarios = new TransitionScenarios(watch, 1)) {
      scenarios.undoesWhatIsQueued();
    }

    Map<Transition, Integer> visits = watch.visits();
    System.out.printf(
        "%d transitions of %d in the table, %d visits%n",
        visits.size(),
        Transitions.all().size(),
        visits.values().stream().mapToInt(Integer::intValue).sum());
    assertThat(visits.keySet()).containsExactlyInAnyOrderElementsOf(Transitions.all());
  }
}
