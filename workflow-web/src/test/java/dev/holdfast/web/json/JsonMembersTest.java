package dev.holdfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidRequestException;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMembersTest {

  @Test
  void readsEveryKindOfMember() {
    JsonMembers members =
        JsonMembers.ofBody(
            "{\"t\":\"x\",\"f\":true,\"n\":3.0,\"v\":null,\"o\":{\"inner\":\"y\"}}",
            "t",
            "f",
            "n",
            "v",
            "o");

    assertThat(members.text("t")).contains("x");
    assertThat(members.flag("f")).contains(true);
    assertThat(members.positive("n")).contains(3);
    assertThat(members.value("v")).contains(JsonValue.NULL);
    assertThat(members.object("o", "inner").orElseThrow().text("inner")).contains("y");
  }

  @Test
  void findsNothingWhereThereIsNoMember() {
    JsonMembers members = JsonMembers.ofBody("{}", "a");

    assertThat(members.text("a")).isEmpty();
    assertThat(members.flag("a")).isEmpty();
    assertThat(members.positive("a")).isEmpty();
    assertThat(members.value("a")).isEmpty();
    assertThat(members.object("a")).isEmpty();
  }

  @Test
  void namesAnUnknownMemberAndTheKnownOnes() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> JsonMembers.ofBody("{\"idd\":1}", "params", "id"))
        .withMessage("Member 'idd' is not known: use id, params.")
        .returns("request.unknown_member", InvalidRequestException::code);
  }

  @Test
  void namesAnUnknownMemberInsideAnotherByItsPath() {
    JsonMembers members = JsonMembers.ofBody("{\"o\":{\"x\":1}}", "o");

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> members.object("o", "y"))
        .withMessage("Member 'o.x' is not known: use y.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5          | a text, was the number 5",
        "null       | a text, was null",
        "true       | a text, was true",
        "{}         | a text, was an object",
        "[]         | a text, was an array"
      })
  void refusesWhatIsNoText(String json, String rest) {
    JsonMembers members = JsonMembers.ofBody("{\"m\":%s}".formatted(json), "m");

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> members.text("m"))
        .withMessage("Member 'm' must be %s.", rest)
        .returns("request.invalid", InvalidRequestException::code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "1.5", "2147483648", "1e999999999", "1e-999999999", "\"1\"", "null"})
  void refusesWhatIsNoPositiveWholeNumber(String json) {
    JsonMembers members = JsonMembers.ofBody("{\"m\":%s}".formatted(json), "m");

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> members.positive("m"))
        .withMessageStartingWith("Member 'm' must be a positive whole number, was ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"true\"", "null", "{}"})
  void refusesWhatIsNeitherTrueNorFalse(String json) {
    JsonMembers members = JsonMembers.ofBody("{\"m\":%s}".formatted(json), "m");

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> members.flag("m"))
        .withMessageStartingWith("Member 'm' must be true or false, was ");
  }

  @ParameterizedTest
  @CsvSource({"[], an array", "5, the number 5", "'\"x\"', the text \"x\"", "null, null"})
  void refusesABodyThatIsNoObject(String json, String found) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> JsonMembers.ofBody(json))
        .withMessage("The body must be an object, was %s.", found);
  }
}
