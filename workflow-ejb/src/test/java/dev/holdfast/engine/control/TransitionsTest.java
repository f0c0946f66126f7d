package dev.holdfast.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionsTest {

  // cases 151, 152, 158, 160
  @ParameterizedTest
  @CsvSource({
    "PAUSE,     nothing,         waitingForPause, paused,      nothing,     nothing,     nothing,    refuse",
    "RESUME,    nothing,         nothing,         nothing,     running,     queued,      nothing,    refuse",
    "TERMINATE, terminated,      terminated,      terminated,  terminated,  terminated,  terminated, refuse",
    "ROLL_BACK, rollingBack,     rollingBack,     rollingBack, rollingBack, rollingBack, nothing,    refuse",
    "RESTART,   queued,          queued,          queued,      queued,      queued,      queued,     queued",
    "DELETE,    remove,          remove,          remove,      remove,      remove,      remove,     remove",
  })
  void answersEveryCallInEveryStatus(
      ControlCall call,
      String queued,
      String running,
      String waiting,
      String waitingForPause,
      String paused,
      String rollingBack,
      String terminal) {
    assertThat(shown(call, InstanceStatus.QUEUED)).isEqualTo(queued);
    assertThat(shown(call, InstanceStatus.RUNNING)).isEqualTo(running);
    assertThat(shown(call, InstanceStatus.WAITING)).isEqualTo(waiting);
    assertThat(shown(call, InstanceStatus.WAITING_FOR_PAUSE)).isEqualTo(waitingForPause);
    assertThat(shown(call, InstanceStatus.PAUSED)).isEqualTo(paused);
    assertThat(shown(call, InstanceStatus.ROLLING_BACK)).isEqualTo(rollingBack);
    for (InstanceStatus ended :
        Set.of(InstanceStatus.COMPLETE, InstanceStatus.ERRORED, InstanceStatus.TERMINATED)) {
      assertThat(shown(call, ended)).isEqualTo(terminal);
    }
  }

  @Test
  void hasOneRowForEachCallAndStatus() {
    for (ControlCall call : EnumSet.allOf(ControlCall.class)) {
      assertThat(Transitions.all())
          .filteredOn(row -> row.call() == call)
          .extracting(Transitions.Transition::from)
          .doesNotHaveDuplicates();
    }
  }

  private static String shown(ControlCall call, InstanceStatus from) {
    Reaction reaction = Transitions.reaction(call, from);
    return reaction instanceof Reaction.Become become
        ? become.status().wireName()
        : reaction.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}
