package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribeRequestTest {

  @Test
  void wantsEverythingByDefault() {
    assertThat(parse(null, null, null)).isEqualTo(LogSelection.ALL);
  }

  @Test
  void readsTypes() {
    assertThat(parse(null, "7", "step_completed, workflow_errored"))
        .isEqualTo(LogSelection.of(LogType.STEP_COMPLETED, LogType.WORKFLOW_ERRORED).from(7));
  }

  @Test
  void prefersTheHeaderToTheQuery() {
    assertThat(parse("9", "7", null)).isEqualTo(LogSelection.after(9));
  }

  @Test
  void takesABlankHeaderForNone() {
    assertThat(parse(" ", "7", null)).isEqualTo(LogSelection.after(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1.5", "9007199254740992"})
  void refusesWhatIsNoId(String cursor) {
    assertThatThrownBy(() -> parse(null, cursor, null))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'cursor'");
  }

  @Test
  void refusesTypesThatThereAreNot() {
    assertThatThrownBy(() -> parse(null, null, "step_completed,nap_taken"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("nap_taken");
  }

  private static LogSelection parse(String lastEventId, String cursor, String types) {
    return SubscribeRequest.parse(
        Optional.ofNullable(lastEventId), Optional.ofNullable(cursor), Optional.ofNullable(types));
  }
}
