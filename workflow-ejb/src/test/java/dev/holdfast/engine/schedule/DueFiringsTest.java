package dev.holdfast.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cron.CronUtilsCalendar;
import dev.holdfast.engine.model.MissedFirings;
import dev.holdfast.engine.workflow.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DueFiringsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @EnumSource
  void alwaysHasAFiringThatIsFoundInTime(MissedFirings missed) {
    assertThat(choose("* * * * *", NOON, NOON, missed)).containsExactly(NOON);
    assertThat(choose("0 * * * *", NOON, NOON.plusSeconds(59), missed)).containsExactly(NOON);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // found 30 s after the last one: that one is in time
        "SKIP, 2026-03-01T12:00:30Z, 2026-03-01T12:00:00Z",
        "ONCE, 2026-03-01T12:00:30Z, 2026-03-01T12:00:00Z",
        "ALL, 2026-03-01T12:00:30Z, 2026-03-01T11:00:00Z 2026-03-01T12:00:00Z",
        // found a minute after the last one: all are missed
        "SKIP, 2026-03-01T12:01:00Z, -",
        "ONCE, 2026-03-01T12:01:00Z, 2026-03-01T12:00:00Z",
        "ALL, 2026-03-01T12:01:00Z, 2026-03-01T11:00:00Z 2026-03-01T12:00:00Z"
      })
  void treatsMissedOnesAsTheSettingSays(MissedFirings missed, Instant now, String expected) {
    List<Instant> chosen = choose("0 * * * *", NOON.minus(Duration.ofHours(1)), now, missed);

    assertThat(chosen)
        .isEqualTo(
            expected == null
                ? List.of()
                : Arrays.stream(expected.split(" ")).map(Instant::parse).toList());
  }

  @Test
  void makesUpForTheLatestHundredAtTheMost() {
    List<Instant> chosen =
        choose("* * * * *", NOON.minus(Duration.ofDays(2)), NOON, MissedFirings.ALL);

    assertThat(chosen).hasSize(100);
    assertThat(chosen.get(0)).isEqualTo(NOON.minus(Duration.ofMinutes(99)));
    assertThat(chosen.get(99)).isEqualTo(NOON);
  }

  @ParameterizedTest
  @EnumSource
  void needsNoLongerAfterYears(MissedFirings missed) {
    Instant longAgo = NOON.minus(Duration.ofDays(10_000));

    assertThat(choose("* * * * *", longAgo, NOON, missed)).isNotEmpty();
    assertThat(choose("0 0 29 2 *", longAgo, NOON, missed))
        .hasSize(missed == MissedFirings.SKIP ? 0 : missed == MissedFirings.ONCE ? 1 : 7);
  }

  private static List<Instant> choose(
      String cron, Instant dueAt, Instant now, MissedFirings missed) {
    Schedule schedule = new Schedule(cron, ZoneId.of("UTC"), new CronUtilsCalendar().parse(cron));
    return DueFirings.choose(schedule, dueAt, now, missed);
  }
}
