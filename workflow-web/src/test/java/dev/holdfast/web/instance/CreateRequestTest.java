package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateRequestTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "{}"})
  void asksForNothingSpecialWhenNothingIsSaid(String body) {
    CreateRequest request = CreateRequest.parse(Optional.of(body).filter(text -> !text.isEmpty()));

    assertThat(request)
        .isEqualTo(
            new CreateRequest(
                Optional.empty(), Optional.empty(), Optional.empty(), Retention.DEFAULT, false));
  }

  @Test
  void readsEveryMember() {
    CreateRequest request =
        parse(
            """
            {"id": "order-17", "params": {"amount": 12.50, "big": 12345678901234567890},
             "startAt": "2030-01-01T00:00:00Z", "ifExists": "return"}\
            """);

    assertThat(request.id()).contains("order-17");
    assertThat(request.params()).contains("{\"amount\":12.50,\"big\":12345678901234567890}");
    assertThat(request.startAt()).contains(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(request.returnExisting()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "0", "\"\"", "[]", "false"})
  void takesAnyJsonAsParams(String json) {
    assertThat(parse("{\"params\":%s}".formatted(json)).params()).contains(json);
  }

  // case 56
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"parms\":1}                          | request.unknown_member | Member 'parms'",
        "{\"retention\":{\"sucess\":\"1d\"}}    | request.unknown_member | Member"
            + " 'retention.sucess'",
        "{\"id\":5}                             | request.invalid  | Member 'id' must be a text",
        "{\"id\":null}                          | request.invalid  | Member 'id' must be a text",
        "{\"startAt\":5}                        | request.invalid  | Member 'startAt' must be a"
            + " text",
        "{\"startAt\":\"soon\"}                 | request.invalid  | 'startAt' must be a time",
        "{\"ifExists\":\"maybe\"}               | request.invalid  | 'ifExists' must be fail or"
            + " return",
        "{\"retention\":\"5d\"}                 | request.invalid  | Member 'retention' must be an"
            + " object",
        "{\"retention\":{\"error\":true}}       | request.invalid  | Member 'retention.error' must"
            + " be",
        "{\"retention\":{\"error\":-1}}         | request.invalid  | Member 'retention.error' must"
            + " be",
        "{\"retention\":{\"error\":1.5}}        | request.invalid  | Member 'retention.error' must"
            + " be",
        "{\"retention\":{\"error\":\"3651 d\"}} | request.invalid  | Member 'retention.error' must"
            + " be",
        "{\"retention\":{\"success\":\"5000\"}} | duration.invalid | Duration '5000' is not"
            + " understood",
        "{\"retention\":{\"success\":\"\"}}     | duration.invalid | Duration '' is not understood",
        "[1]                                    | request.invalid  | The body must be an object",
        "no json                                | request.invalid  | The body is not JSON at line 1"
      })
  void refusesWhatBreaksItsRuleAndNamesIt(String body, String code, String message) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> parse(body))
        .withMessageStartingWith(message)
        .returns(code, InvalidRequestException::code);
  }

  // case 104
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5000       | PT5S",
        "5e3        | PT5S",
        "'\"5s\"'     | PT5S",
        "'\"1 day\"'  | PT24H",
        "0          | PT0S",
        "315360000000 | PT87600H"
      })
  void readsARetentionAsMillisecondsOrText(String json, Duration expected) {
    Retention retention = parse("{\"retention\":{\"success\":%s}}".formatted(json)).retention();

    assertThat(retention).isEqualTo(Retention.DEFAULT.withSuccess(expected));
  }

  @Test
  void keepsForEverWhatIsToBeKeptForEver() {
    Retention retention = parse("{\"retention\":{\"error\":\"forever\"}}").retention();

    assertThat(retention).isEqualTo(Retention.DEFAULT.withError(Retention.FOREVER));
  }

  private static CreateRequest parse(String body) {
    return CreateRequest.parse(Optional.of(body));
  }
}
