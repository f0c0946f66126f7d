package dev.holdfast.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cron.CronUtilsCalendar;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

  private static final String BERLIN = "Europe/Berlin";

  @Test
  void firesByTheClocksOfItsZone() {
    assertThat(firings("0 9 * * *", "UTC", "2026-01-01T00:00:00Z", 1))
        .containsExactly(Instant.parse("2026-01-01T09:00:00Z"));
    assertThat(firings("0 9 * * *", BERLIN, "2026-01-01T00:00:00Z", 1))
        .containsExactly(Instant.parse("2026-01-01T08:00:00Z"));
    assertThat(firings("0 9 * * *", "America/New_York", "2026-07-01T00:00:00Z", 1))
        .containsExactly(Instant.parse("2026-07-01T13:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 02:00 to 03:00 is skipped on 29 March.
        "30 2 * * *   | 2026-03-28T00:00:00Z | 2026-03-28T01:30:00Z 2026-03-30T00:30:00Z",
        "*/30 * * * * | 2026-03-29T00:20:00Z | 2026-03-29T00:30:00Z 2026-03-29T01:00:00Z",
        "0 2,3 * * *  | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z",
        "30 2 29 3 *  | 2026-01-01T00:00:00Z | 2027-03-29T00:30:00Z 2028-03-29T00:30:00Z"
      })
  void skipsALocalTimeThatAClockChangeSkips(String cron, String after, String expected) {
    assertThat(firings(cron, BERLIN, after, 2)).isEqualTo(instants(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 02:00 to 03:00 comes twice on 25 October, first at 00:00 to 01:00 UTC.
        "30 2 * * *   | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z",
        "*/30 * * * * | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z 2026-10-25T02:00:00Z",
        "*/30 * * * * | 2026-10-25T00:45:00Z | 2026-10-25T02:00:00Z 2026-10-25T02:30:00Z",
        "*/30 * * * * | 2026-10-25T01:10:00Z | 2026-10-25T02:00:00Z 2026-10-25T02:30:00Z",
        "0 3 * * *    | 2026-10-25T00:10:00Z | 2026-10-25T02:00:00Z 2026-10-26T02:00:00Z"
      })
  void firesOnceWhenALocalTimeComesTwice(String cron, String after, String expected) {
    assertThat(firings(cron, BERLIN, after, 2)).isEqualTo(instants(expected));
  }

  @Test
  void passesOverADayThatAZoneHasLeftOut() {
    // Samoa went from 29 to 31 December 2011.
    assertThat(firings("0 12 * * *", "Pacific/Apia", "2011-12-29T00:00:00Z", 2))
        .isEqualTo(instants("2011-12-29T22:00:00Z 2011-12-30T22:00:00Z"));
  }

  private static List<Instant> firings(String cron, String zone, String after, int count) {
    return new Schedule(cron, ZoneId.of(zone), new CronUtilsCalendar().parse(cron))
        .listAfter(Instant.parse(after), count);
  }

  private static List<Instant> instants(String texts) {
    return Arrays.stream(texts.split(" ")).map(Instant::parse).toList();
  }
}
