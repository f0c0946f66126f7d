package dev.holdfast.web.schedule;

import dev.holdfast.engine.ScheduleStatus;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import jakarta.json.JsonArrayBuilder;
import java.time.Instant;
import java.util.List;

/** Writes schedules. */
public final class ScheduleWriter {

  private ScheduleWriter() {}

  /**
   * Writes schedules as part of their workflow.
   *
   * @param schedules the schedules
   * @return an array, in the same order
   */
  public static JsonArrayBuilder array(List<ScheduleStatus> schedules) {
    JsonArrayBuilder written = Json.array();
    schedules.forEach(schedule -> written.add(fields(schedule).build()));
    return written;
  }

  /** Begins an object with everything that is known of a schedule. */
  static JsonFields fields(ScheduleStatus schedule) {
    return Json.object()
        .text("cron", schedule.cron())
        .text("zone", schedule.zone().getId())
        .time("nextAt", schedule.nextAt())
        .time("lastAt", schedule.lastAt())
        .flag("paused", schedule.paused());
  }

  static JsonArrayBuilder times(List<Instant> times) {
    JsonArrayBuilder written = Json.array();
    times.forEach(time -> written.add(time.toString()));
    return written;
  }
}
