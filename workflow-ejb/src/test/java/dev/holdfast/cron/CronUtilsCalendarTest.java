package dev.holdfast.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.port.CronCalendar.LocalTimes;
import dev.holdfast.engine.port.CronCalendar.UnreadableCronException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronUtilsCalendarTest {

  /** A Thursday. */
  private static final LocalDateTime NEW_YEAR = LocalDateTime.parse("2026-01-01T00:00");

  private final CronUtilsCalendar calendar = new CronUtilsCalendar();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *            | 2026-01-01T00:01 2026-01-01T00:02 2026-01-01T00:03",
        "*/30 * * * *         | 2026-01-01T00:30 2026-01-01T01:00 2026-01-01T01:30",
        "5/25 * * * *         | 2026-01-01T00:05 2026-01-01T00:30 2026-01-01T00:55",
        "10-20/5,58 3 * * *   | 2026-01-01T03:10 2026-01-01T03:15 2026-01-01T03:20",
        "0 9 * * MON-FRI      | 2026-01-01T09:00 2026-01-02T09:00 2026-01-05T09:00",
        "0 9 * * fri-sun      | 2026-01-02T09:00 2026-01-03T09:00 2026-01-04T09:00",
        "0 9 * * SUN-TUE      | 2026-01-04T09:00 2026-01-05T09:00 2026-01-06T09:00",
        "0 9 * * MON/2        | 2026-01-02T09:00 2026-01-04T09:00 2026-01-05T09:00",
        "0 9 * * 0            | 2026-01-04T09:00 2026-01-11T09:00 2026-01-18T09:00",
        "0 9 * * 7            | 2026-01-04T09:00 2026-01-11T09:00 2026-01-18T09:00",
        "0 9 * * 5-7          | 2026-01-02T09:00 2026-01-03T09:00 2026-01-04T09:00",
        "0 9 * * MON#1        | 2026-01-05T09:00 2026-02-02T09:00 2026-03-02T09:00",
        "0 9 * * 5#5,SUN#1    | 2026-01-04T09:00 2026-01-30T09:00 2026-02-01T09:00",
        "0 0 31 * *           | 2026-01-31T00:00 2026-03-31T00:00 2026-05-31T00:00",
        "0 0 29 2 *           | 2028-02-29T00:00 2032-02-29T00:00 2036-02-29T00:00",
        "0 12 1,15 JAN,JUN *  | 2026-01-01T12:00 2026-01-15T12:00 2026-06-01T12:00",
        "0 0 1 jan-mar/2 *    | 2026-03-01T00:00 2027-01-01T00:00 2027-03-01T00:00",
        "0 0 1 */12 *         | 2027-01-01T00:00 2028-01-01T00:00 2029-01-01T00:00",
        "0 0 13 * FRI         | 2026-01-02T00:00 2026-01-09T00:00 2026-01-13T00:00",
        "0 0 */10 * MON       | 2026-01-05T00:00 2026-01-11T00:00 2026-01-12T00:00",
        "0 0 */1 * MON        | 2026-01-05T00:00 2026-01-12T00:00 2026-01-19T00:00",
        "0   0  *  * *        | 2026-01-02T00:00 2026-01-03T00:00 2026-01-04T00:00"
      })
  void findsTheTimesOfAnExpression(String cron, String expected) {
    LocalTimes times = calendar.parse(cron);

    List<String> found = new ArrayList<>();
    LocalDateTime time = NEW_YEAR;
    for (int i = 0; i < 3; i++) {
      time = times.nextAfter(time).orElseThrow();
      found.add(time.toString());
    }
    assertThat(String.join(" ", found)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:29:59.999, 2026-01-01T00:30",
    "2026-01-01T00:30:00, 2026-01-01T01:00",
    "2026-01-01T00:30:00.001, 2026-01-01T01:00",
    "2026-12-31T23:30:00, 2027-01-01T00:00"
  })
  void looksForMinutesAfterTheOneGiven(LocalDateTime time, LocalDateTime expected) {
    assertThat(calendar.parse("*/30 * * * *").nextAfter(time)).contains(expected);
  }

  @Test
  void knowsThatSomeExpressionsNeverFire() {
    assertThat(calendar.parse("0 0 30 2 *").nextAfter(NEW_YEAR)).isEqualTo(Optional.empty());
  }

  @Test
  void readsNamesWhateverTheLanguageOfTheServer() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(calendar.parse("0 0 * * fri").nextAfter(NEW_YEAR))
          .contains(LocalDateTime.parse("2026-01-02T00:00"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "* * * *",
        "* * * * * *",
        "@daily",
        "a b c d e",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 0 *",
        "* * * 13 *",
        "* * * * 8",
        "*/0 * * * *",
        "*/60 * * * *",
        "5-3 * * * *",
        "* 22-2 * * *",
        "* * * * SAT-MON",
        "-1 * * * *",
        "+1 * * * *",
        "1.5 * * * *",
        "/5 * * * *",
        "*/ * * * *",
        "1-2-3 * * * *",
        "1/2/3 * * * *",
        "1, * * * *",
        ",1 * * * *",
        "1,,2 * * * *",
        "** * * * *",
        "*5 * * * *",
        "* * L * *",
        "* * 15W * *",
        "* * ? * *",
        "* * * * 5L",
        "* * * * FRIDAY",
        "* * * * FOO",
        "* * * JANUARY *",
        "* * MON * *",
        "* * * MON *",
        "* * * * JAN",
        "* * * * MON#0",
        "* * * * MON#6",
        "* * * * MON#",
        "* * * * #1",
        "* * 1#1 * *",
        "* * * * MON-FRI#2",
        "0 0 1|2 * *",
        "0 0 1 * *||0 0 2 * *",
        "100 * * * *",
        "*\t*\t*\t*\t*"
      })
  void refusesWhatIsNoExpression(String cron) {
    assertThatThrownBy(() -> calendar.parse(cron)).isInstanceOf(UnreadableCronException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * *          | it must have five fields (minute, hour, day of month, month, day of week), has 4",
        "* * * * MON#6    | the day of week cannot be 'MON#6'",
        "60 * * * *       | Value 60 not in range [0, 59]"
      })
  void saysWhichRuleIsBroken(String cron, String rule) {
    assertThatThrownBy(() -> calendar.parse(cron)).hasMessageContaining(rule);
  }
}
