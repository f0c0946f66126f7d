package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.api.WorkflowNotFoundException;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.MissedFirings;
import dev.holdfast.engine.model.ScheduleKey;
import dev.holdfast.engine.model.ScheduleRecord;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.engine.port.ScheduleStore;
import dev.holdfast.memory.InMemoryScheduleStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerTest {

  private static final String MINUTELY = "* * * * *";
  private static final String HOURLY = "0 * * * *";
  private static final Instant NEW_YEAR = Instant.parse("2030-01-01T00:00:00Z");

  private static final InstanceQuery ALL = InstanceQuery.allOf("w", true, Optional.empty(), 500);

  private final EngineFixture engine = new EngineFixture();
  private final List<WorkflowEvent<Map<String, Object>>> events = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test // case 214
  void startsAnInstanceAtEachFiringAndTellsItWhich() {
    deploy(MINUTELY);

    tickThrough(Duration.ofMinutes(2));

    Instant first = NEW_YEAR.plusSeconds(60);
    Instant second = NEW_YEAR.plusSeconds(120);
    assertThat(ids())
        .containsExactly("* * * * *-1893456060000", "* * * * *-1893456120000")
        .containsExactly(id(MINUTELY, first), id(MINUTELY, second));
    InstanceRecord instance = engine.awaitEnd(new InstanceKey("w", id(MINUTELY, first)));
    engine.awaitEnd(new InstanceKey("w", id(MINUTELY, second)));
    assertThat(instance.origin().trigger()).isEqualTo("cron");
    assertThat(instance.origin().schedule()).isEqualTo(new ScheduledFiring(MINUTELY, first));
    assertThat(events)
        .extracting(event -> event.schedule().orElseThrow())
        .containsExactlyInAnyOrder(
            new ScheduledFiring(MINUTELY, first), new ScheduledFiring(MINUTELY, second));
    assertThat(events).extracting(WorkflowEvent::payload).containsOnly(Map.of());
  }

  @Test
  void tellsAnInstanceThatNoScheduleStartedOfNone() {
    deploy(MINUTELY);

    engine.awaitEnd(engine.create("w"));

    assertThat(events).extracting(WorkflowEvent::schedule).containsExactly(Optional.empty());
  }

  @Test
  void ringsOnTimeWithoutATick() {
    deploy(HOURLY);
    engine.engine.tick();

    engine.clock.advance(Duration.ofHours(1));

    await().atMost(EngineFixture.PATIENCE).untilAsserted(() -> assertThat(ids()).hasSize(1));
  }

  @Test
  void firesEachScheduleOfAWorkflowByItself() {
    deploy("*/2 * * * *", "*/3 * * * *");

    tickThrough(Duration.ofMinutes(6));

    assertThat(ids())
        .containsExactlyInAnyOrder(
            id("*/2 * * * *", NEW_YEAR.plusSeconds(120)),
            id("*/2 * * * *", NEW_YEAR.plusSeconds(240)),
            id("*/2 * * * *", NEW_YEAR.plusSeconds(360)),
            id("*/3 * * * *", NEW_YEAR.plusSeconds(180)),
            id("*/3 * * * *", NEW_YEAR.plusSeconds(360)));
  }

  @Test
  void firesOnceForAPairOfNodes() {
    deploy(MINUTELY);
    Engine other = engine.startAnother("node-2");

    for (int minute = 0; minute < 5; minute++) {
      engine.advance("1 minute");
      other.tick();
    }

    assertThat(ids()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void triesAgainWhatCouldNotFireAndFiresTheOthersMeanwhile() {
    AtomicBoolean fails = new AtomicBoolean(true);
    engine.scheduleStore = store -> new FailingStore(store, MINUTELY, fails);
    deploy(MINUTELY, "*/1 * * * *");

    engine.advance("1 minute");
    assertThat(ids()).containsExactly(id("*/1 * * * *", NEW_YEAR.plusSeconds(60)));
    fails.set(false);
    engine.advance("1 s");

    assertThat(ids()).hasSize(2).contains(id(MINUTELY, NEW_YEAR.plusSeconds(60)));
  }

  @Test
  void goesOnWithTheScheduleWhenOneOfTwoNodesDies() {
    deploy(MINUTELY);
    Engine other = engine.startAnother("node-2");
    engine.advance("1 minute");

    engine.kill();
    for (int second = 0; second < 120; second++) {
      engine.clock.advance(Duration.ofSeconds(1));
      other.tick();
    }

    assertThat(ids()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "SKIP, PT3H, 0",
    "ONCE, PT3H, 1",
    "ALL, PT3H, 3",
    "ALL, PT3H59M, 4",
    "SKIP, PT59M, 1",
    "SKIP, PT59M30S, 0",
    "ALL, P10D, 100"
  })
  void treatsFiringsThatNobodyWasThereForAsSet(MissedFirings missed, String away, int created) {
    engine.clock.advance(Duration.ofSeconds(90));
    engine.missedFirings = missed;
    deploy(HOURLY);

    engine.kill();
    engine.clock.advance(Duration.parse(away));
    engine.crashAndRestart();

    assertThat(ids()).hasSize(created);
    tickThrough(Duration.ofHours(1));
    assertThat(ids()).hasSize(created + 1);
  }

  @Test
  void makesUpForTheLatestMissedFiring() {
    engine.missedFirings = MissedFirings.ONCE;
    deploy(HOURLY);

    engine.kill();
    engine.clock.advance(Duration.ofMinutes(200));
    engine.crashAndRestart();

    assertThat(ids()).containsExactly(id(HOURLY, NEW_YEAR.plus(Duration.ofHours(3))));
    assertThat(schedules().list("w"))
        .containsExactly(
            status(HOURLY, "2030-01-01T04:00:00Z", NEW_YEAR.plus(Duration.ofHours(3)), false));
  }

  @Test
  void keepsAPausedScheduleFromFiringUntilItIsResumed() {
    deploy(HOURLY);

    ScheduleStatus paused = schedules().pause("w", HOURLY);
    tickThrough(Duration.ofMinutes(150));
    assertThat(ids()).isEmpty();
    ScheduleStatus resumed = schedules().resume("w", HOURLY);
    tickThrough(Duration.ofMinutes(30));

    assertThat(paused).isEqualTo(status(HOURLY, null, null, true));
    assertThat(resumed).isEqualTo(status(HOURLY, "2030-01-01T03:00:00Z", null, false));
    assertThat(ids()).containsExactly(id(HOURLY, NEW_YEAR.plus(Duration.ofHours(3))));
  }

  @Test
  void staysPausedWhenTheServerStartsAnew() {
    deploy(HOURLY);
    schedules().pause("w", HOURLY);

    engine.crashAndRestart();
    tickThrough(Duration.ofHours(2));

    assertThat(ids()).isEmpty();
    assertThat(schedules().list("w")).containsExactly(status(HOURLY, null, null, true));
  }

  @Test
  void changesNothingWhenPausedOrResumedTwice() {
    deploy(HOURLY);

    assertThat(schedules().resume("w", HOURLY).nextAt()).isEqualTo("2030-01-01T01:00:00Z");
    schedules().pause("w", HOURLY);
    assertThat(schedules().pause("w", HOURLY).paused()).isTrue();
  }

  @Test
  void startsAnInstanceOnDemandBesideTheFirings() {
    deploy(HOURLY);
    schedules().pause("w", HOURLY);

    InstanceRecord started = schedules().trigger("w", HOURLY, "olga");

    Instant now = NEW_YEAR.plusMillis(1);
    assertThat(started.key().id()).isEqualTo(id(HOURLY, now));
    assertThat(engine.awaitEnd(started.key()).origin().caller()).isEqualTo("olga");
    assertThat(events.get(0).schedule()).contains(new ScheduledFiring(HOURLY, now));
    assertThat(schedules().list("w")).containsExactly(status(HOURLY, null, null, true));
  }

  @Test
  void showsTheNextFirings() {
    deploy("0 9 * * MON-FRI");

    assertThat(schedules().list("w"))
        .containsExactly(status("0 9 * * MON-FRI", "2030-01-01T09:00:00Z", null, false));
    assertThat(schedules().nextFirings("w", "0 9 * * MON-FRI", 5))
        .extracting(Instant::toString)
        .containsExactly(
            "2030-01-01T09:00:00Z",
            "2030-01-02T09:00:00Z",
            "2030-01-03T09:00:00Z",
            "2030-01-04T09:00:00Z",
            "2030-01-07T09:00:00Z");
  }

  @Test
  void firesByTheClocksOfItsZoneAcrossAClockChange() {
    // In 2030 the clocks of Berlin go back on 27 October; 02:30 comes twice.
    engine.clock.advance(Duration.between(NEW_YEAR, Instant.parse("2030-10-26T12:00:00Z")));
    engine.deployScheduled("w", List.of("30 2 * * *"), "Europe/Berlin", this::note);
    engine.crashAndRestart();

    tickThrough(Duration.ofHours(38));

    assertThat(ids())
        .containsExactly(
            id("30 2 * * *", Instant.parse("2030-10-27T00:30:00Z")),
            id("30 2 * * *", Instant.parse("2030-10-28T01:30:00Z")));
    assertThat(schedules().list("w").get(0).zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
  }

  @Test
  void leavesSchedulesOfWorkflowsAloneThatItDoesNotKnow() {
    InMemoryScheduleStore store = new InMemoryScheduleStore(engine.database);
    ScheduleRecord foreign =
        ScheduleRecord.first(new ScheduleKey("elsewhere", MINUTELY), "UTC", NEW_YEAR);
    store.register("elsewhere", List.of(foreign));
    deploy(HOURLY);

    tickThrough(Duration.ofHours(1));

    assertThat(store.list("elsewhere")).containsExactly(foreign);
    assertThat(ids()).hasSize(1);
  }

  @Test
  void refusesAScheduleThatTheWorkflowDoesNotHave() {
    deploy(HOURLY);

    for (String cron : List.of(MINUTELY, "", "nonsense")) {
      assertThatThrownBy(() -> schedules().pause("w", cron)).satisfies(this::namesTheSchedules);
      assertThatThrownBy(() -> schedules().resume("w", cron)).satisfies(this::namesTheSchedules);
      assertThatThrownBy(() -> schedules().trigger("w", cron, ""))
          .satisfies(this::namesTheSchedules);
      assertThatThrownBy(() -> schedules().nextFirings("w", cron, 1))
          .satisfies(this::namesTheSchedules);
    }
    assertThatThrownBy(() -> schedules().list("unknown"))
        .isInstanceOf(WorkflowNotFoundException.class);
  }

  private void namesTheSchedules(Throwable error) {
    assertThat(error)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContainingAll("cron", "'w'", "[" + HOURLY + "]", "(request.invalid)");
  }

  private void deploy(String... crons) {
    engine.deployScheduled("w", List.of(crons), "", this::note);
    engine.crashAndRestart();
  }

  private Object note(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    events.add(event);
    return "done";
  }

  /** Lets time pass as on a server, which ticks often enough to find each firing in time. */
  private void tickThrough(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second += 30) {
      engine.advance("30 s");
    }
  }

  private ScheduleService schedules() {
    return engine.engine.schedules();
  }

  private static String id(String cron, Instant scheduledTime) {
    return cron + "-" + scheduledTime.toEpochMilli();
  }

  private static ScheduleStatus status(String cron, String nextAt, Instant lastAt, boolean paused) {
    return new ScheduleStatus(
        cron, ZoneId.of("UTC"), nextAt == null ? null : Instant.parse(nextAt), lastAt, paused);
  }

  private List<String> ids() {
    return engine.engine.instances().list(ALL).stream()
        .map(it -> it.instance().key().id())
        .toList();
  }

  /** Lets one schedule not fire, as long as it is told to. */
  private record FailingStore(ScheduleStore store, String cron, AtomicBoolean fails)
      implements ScheduleStore {

    @Override
    public boolean fire(Firing firing) {
      if (fails.get() && firing.key().cron().equals(cron)) {
        throw new IllegalStateException("does not want to");
      }
      return store.fire(firing);
    }

    @Override
    public void register(String workflow, List<ScheduleRecord> schedules) {
      store.register(workflow, schedules);
    }

    @Override
    public List<ScheduleRecord> list(String workflow) {
      return store.list(workflow);
    }

    @Override
    public List<ScheduleRecord> listNext(Collection<String> workflows) {
      return store.listNext(workflows);
    }

    @Override
    public Optional<ScheduleRecord> pause(ScheduleKey key) {
      return store.pause(key);
    }

    @Override
    public Optional<ScheduleRecord> resume(ScheduleKey key, Instant nextAt) {
      return store.resume(key, nextAt);
    }
  }
}
