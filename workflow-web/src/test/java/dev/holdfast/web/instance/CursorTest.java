package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidRequestException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 1", "false, 999999999999999999"})
  void isReadAsItWasWritten(boolean ascending, long after) {
    Cursor cursor = new Cursor(ascending, after);

    assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "***", "YQ", "ZC01", "eDU", "YTk5OTk5OTk5OTk5OTk5OTk5OTk5"})
  void refusesWhatWasNotHandedOut(String text) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> Cursor.parse(text))
        .returns("request.invalid", InvalidRequestException::code)
        .withMessageContaining("'cursor'");
  }
}
