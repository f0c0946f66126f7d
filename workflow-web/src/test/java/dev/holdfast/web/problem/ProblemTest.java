package dev.holdfast.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void writesADocumentWithTheCodeAndTheIds() {
    Problem problem =
        new Problem(
            ProblemType.INSTANCE_NOT_FOUND,
            "There is no 'a'.",
            Optional.of("order"),
            Optional.of("a"));

    assertThat(problem.toJson())
        .hasToString(
            "{\"type\":\"urn:holdfast:problem:instance.not_found\","
                + "\"title\":\"There is no such instance\",\"status\":404,"
                + "\"detail\":\"There is no 'a'. (instance.not_found)\","
                + "\"code\":\"instance.not_found\",\"workflow\":\"order\",\"instanceId\":\"a\"}");
  }

  @Test
  void leavesOutIdsThatAreNotConcerned() {
    assertThat(Problem.of(ProblemType.REQUEST_INVALID, "Bad.").toJson())
        .doesNotContainKeys("workflow", "instanceId");
  }

  @Test
  void doesNotRepeatTheCodeInTheDetail() {
    Problem problem = Problem.of(ProblemType.FINISHED, "Too late. (instance.finished)");

    assertThat(problem.detail()).isEqualTo("Too late. (instance.finished)");
  }
}
