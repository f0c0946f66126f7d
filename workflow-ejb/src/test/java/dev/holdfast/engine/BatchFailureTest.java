package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.port.JournalUnavailableException;
import dev.holdfast.engine.port.NodeFencedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchFailureTest {

  static Stream<RuntimeException> outages() {
    return Stream.of(
        new JournalUnavailableException(new IllegalStateException("db.internal refused")),
        new NodeFencedException(7));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void saysThatTheDatabaseIsOutOfReach(RuntimeException outage) {
    WorkflowException told = BatchFailure.of("Instance 'a' could not be created", outage);

    assertThat(told.code()).isEqualTo("journal.unavailable");
    assertThat(told)
        .hasMessage(
            "Instance 'a' could not be created: the database cannot be reached at present. Look up"
                + " whether it was done before you try again. (journal.unavailable)");
  }

  @Test
  void keepsToItselfWhatNobodyExpected() {
    WorkflowException told =
        BatchFailure.of("Instance 'a' could not be created", new IllegalStateException("secret"));

    assertThat(told.code()).isEqualTo("internal");
    assertThat(told).hasMessage("Instance 'a' could not be created.");
  }
}
