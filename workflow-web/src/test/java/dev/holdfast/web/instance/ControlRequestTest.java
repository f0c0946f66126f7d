package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.web.instance.ControlRequest.Action;
import dev.holdfast.web.json.JsonMembers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ControlRequestTest {

  @ParameterizedTest
  @EnumSource(Action.class)
  void readsEveryAction(Action action) {
    ControlRequest request = parse("{\"action\":\"%s\"}".formatted(JsonMembers.word(action)));

    assertThat(request).isEqualTo(new ControlRequest(action, false, Optional.empty()));
  }

  @Test
  void readsTheRollbackOfATermination() {
    assertThat(parse("{\"action\":\"terminate\",\"rollback\":true}").rollback()).isTrue();
    assertThat(parse("{\"action\":\"terminate\",\"rollback\":false}").rollback()).isFalse();
  }

  @Test
  void readsTheStepToRestartFrom() {
    assertThat(parse("{\"action\":\"restart\",\"from\":{\"name\":\"load\"}}").from())
        .contains(new StepPath("run", "", "load", 1));
    assertThat(
            parse(
                    """
                    {"action": "restart",
                     "from": {"name": "a b", "occurrence": 2, "kind": "sleep", "scope": "east-1"}}\
                    """)
                .from())
        .contains(new StepPath("sleep", "east-1", "a b", 2));
  }

  @ParameterizedTest // case 263
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                              | Member 'action' is"
            + " missing",
        "{}                                                              | Member 'action' is"
            + " missing",
        "{\"action\":5}                                                  | Member 'action' must be"
            + " a text",
        "{\"action\":\"stop\"}                                           | Member 'action' must be"
            + " pause, resume, terminate, restart, was 'stop'",
        "{\"action\":\"pause\",\"rollback\":true}                        | Member 'rollback' goes"
            + " with action terminate only",
        "{\"action\":\"pause\",\"rollback\":false}                       | Member 'rollback' goes"
            + " with action terminate only",
        "{\"action\":\"terminate\",\"rollback\":1}                       | Member 'rollback' must"
            + " be true or false",
        "{\"action\":\"terminate\",\"from\":{\"name\":\"a\"}}            | Member 'from' goes with"
            + " action restart only",
        "{\"action\":\"restart\",\"from\":\"a\"}                         | Member 'from' must be an"
            + " object",
        "{\"action\":\"restart\",\"from\":{}}                            | Member 'from.name' is"
            + " missing",
        "{\"action\":\"restart\",\"from\":{\"name\":\"\"}}               | Member 'from.name' is"
            + " missing",
        "{\"action\":\"restart\",\"from\":{\"occurrence\":1}}            | Member 'from.name' is"
            + " missing",
        "{\"action\":\"restart\",\"from\":{\"name\":\"a\",\"occurrence\":0}}   | Member"
            + " 'from.occurrence' must be a positive whole number",
        "{\"action\":\"restart\",\"from\":{\"name\":\"a\",\"occurrence\":1.5}} | Member"
            + " 'from.occurrence' must be a positive whole number",
        "{\"action\":\"restart\",\"from\":{\"name\":\"a\",\"kind\":\"walk\"}}  | 'kind' must be one"
            + " of"
      })
  void refusesWhatBreaksItsRuleAndNamesIt(String body, String message) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> parse(body))
        .withMessageStartingWith(message)
        .returns("request.invalid", InvalidRequestException::code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"pause\",\"reason\":\"x\"}                | Member 'reason'",
        "{\"action\":\"restart\",\"from\":{\"step\":\"x\"}}     | Member 'from.step'"
      })
  void namesUnknownMembers(String body, String message) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> parse(body))
        .withMessageStartingWith(message)
        .returns("request.unknown_member", InvalidRequestException::code);
  }

  private static ControlRequest parse(String body) {
    return ControlRequest.parse(Optional.of(body).filter(text -> !text.isEmpty()));
  }
}
