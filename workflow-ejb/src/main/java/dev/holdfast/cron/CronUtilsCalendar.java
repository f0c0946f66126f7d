package dev.holdfast.cron;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.holdfast.engine.port.CronCalendar;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Reads cron expressions by cron-utils, with the fields of a crontab and {@code weekday#n}. The
 * library is asked in UTC only, where no time is skipped or repeated.
 */
public final class CronUtilsCalendar implements CronCalendar {

  private static final String LIBRARY_PREFIX = "Failed to parse cron expression. ";

  private final CronParser parser = new CronParser(fields());

  /** Makes a calendar. */
  public CronUtilsCalendar() {}

  @Override
  public LocalTimes parse(String cron) {
    ExecutionTime times = read(CronText.inNumbers(cron));
    return time -> nextAfter(times, time);
  }

  private ExecutionTime read(String cron) {
    try {
      return ExecutionTime.forCron(parser.parse(cron));
    } catch (RuntimeException e) { // besides the documented ones the library throws plain ones
      throw new UnreadableCronException(rule(e), e);
    }
  }

  private static String rule(RuntimeException error) {
    String message = String.valueOf(error.getMessage());
    return message.startsWith(LIBRARY_PREFIX)
        ? message.substring(LIBRARY_PREFIX.length())
        : message;
  }

  private static Optional<LocalDateTime> nextAfter(ExecutionTime times, LocalDateTime time) {
    return times
        .nextExecution(time.truncatedTo(ChronoUnit.MINUTES).atZone(ZoneOffset.UTC))
        .map(ZonedDateTime::toLocalDateTime);
  }

  private static CronDefinition fields() {
    return CronDefinitionBuilder.defineCron()
        .withMinutes()
        .withValidRange(0, 59)
        .withStrictRange()
        .and()
        .withHours()
        .withValidRange(0, 23)
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .withValidRange(1, 31)
        .withStrictRange()
        .and()
        .withMonth()
        .withValidRange(1, 12)
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .withIntMapping(7, 0)
        .supportsHash()
        .withStrictRange()
        .and()
        .instance();
  }
}
