package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.api.WorkflowException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ClockCheckTest {

  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  private final TestDatabase database = TestDatabase.h2();

  private void check(Duration ahead) {
    InstantSource shifted = InstantSource.offset(InstantSource.system(), ahead);
    new ClockCheck(database.transactions, shifted).require(TOLERANCE);
  }

  @Test
  void acceptsClocksThatAgree() {
    assertThatCode(() -> check(Duration.ZERO)).doesNotThrowAnyException();
    assertThatCode(() -> check(Duration.ofSeconds(-20))).doesNotThrowAnyException();
  }

  @Test
  void refusesAClockThatIsAheadOrBehind() {
    WorkflowException ahead =
        catchThrowableOfType(WorkflowException.class, () -> check(Duration.ofHours(1)));
    WorkflowException behind =
        catchThrowableOfType(WorkflowException.class, () -> check(Duration.ofHours(-1)));

    assertThat(ahead.code()).isEqualTo("database.clock_skew");
    assertThat(ahead).hasMessageContaining("ahead of").hasMessageContaining("at most 30000 ms");
    assertThat(behind).hasMessageContaining("ms behind that of the database");
  }
}
