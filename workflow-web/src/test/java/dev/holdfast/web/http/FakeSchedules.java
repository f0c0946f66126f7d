package dev.holdfast.web.http;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.ScheduleService;
import dev.holdfast.engine.ScheduleStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.web.instance.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps schedules in a map and fires none. */
final class FakeSchedules implements ScheduleService {

  static final Instant NEXT = Instant.parse("2030-01-02T08:00:00Z");
  static final ScheduleStatus DAILY =
      new ScheduleStatus(
          "0 9 * * *",
          ZoneId.of("Europe/Berlin"),
          NEXT,
          Instant.parse("2030-01-01T08:00:00Z"),
          false);

  private final Map<String, ScheduleStatus> stored = new LinkedHashMap<>();
  @Nullable String triggeredBy;

  void put(ScheduleStatus schedule) {
    stored.put(schedule.cron(), schedule);
  }

  @Override
  public List<ScheduleStatus> list(String workflow) {
    return List.copyOf(stored.values());
  }

  @Override
  public List<Instant> nextFirings(String workflow, String cron, int count) {
    return IntStream.range(0, count).mapToObj(i -> NEXT.plus(Duration.ofDays(i))).toList();
  }

  @Override
  public ScheduleStatus pause(String workflow, String cron) {
    return change(get(cron), null, true);
  }

  @Override
  public ScheduleStatus resume(String workflow, String cron) {
    return change(get(cron), NEXT, false);
  }

  @Override
  public InstanceRecord trigger(String workflow, String cron, String caller) {
    triggeredBy = caller;
    return Recorded.queued(1, new InstanceKey(workflow, get(cron).cron() + "-1893456000001"));
  }

  private ScheduleStatus change(ScheduleStatus schedule, @Nullable Instant nextAt, boolean paused) {
    ScheduleStatus changed =
        new ScheduleStatus(schedule.cron(), schedule.zone(), nextAt, schedule.lastAt(), paused);
    put(changed);
    return changed;
  }

  private ScheduleStatus get(String cron) {
    ScheduleStatus found = stored.get(cron);
    if (found == null) {
      throw new InvalidRequestException(
          "request.invalid", "cron must be one of %s, was '%s'.".formatted(stored.keySet(), cron));
    }
    return found;
  }
}
