package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.BatchCall;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.JobKind;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.ScheduleKey;
import dev.holdfast.engine.model.ScheduleRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.BatchCallStore;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.ScheduleStore.Firing;
import dev.holdfast.engine.port.StepTransactions;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds that the database ends the transaction of a process that is frozen while it has locked rows
 * which others need; so nothing that belongs to a node or an instance is out of reach for longer.
 */
class SilenceLimitTest {

  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final String WORKFLOW = "orders";
  private static final ScheduleKey HOURLY = new ScheduleKey(WORKFLOW, "0 * * * *");
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final TestDatabase database = TestDatabase.postgres();
  private final JpaStorage storage = JpaStorage.on(database);
  private final Watched watched = new Watched(database.transactions, new ArrayList<>());
  private long node;

  /** Is what one process does; the other one has prepared for it. */
  private interface Work extends Consumer<SilenceLimitTest> {}

  static Stream<Arguments> work() {
    return Stream.of(
        work("come back", it -> it.ports().nodeStore().join("north")),
        work("heartbeat", it -> it.ports().nodeStore().heartbeat(it.node)),
        work(
            "take over",
            it -> {
              it.storage.passTime(Duration.ofMinutes(1));
              it.ports().nodeStore().takeOverExpired(0, LEASE);
            }),
        work("leave", it -> it.ports().nodeStore().leave(it.node)),
        work("control what runs", it -> it.control(it.running("a"))),
        work("control what waits", it -> it.control(it.queued("a"))),
        work(
            "control many",
            it -> {
              long number = it.queued("a").number();
              it.ports()
                  .instanceControl()
                  .changeResting(List.of(number), (row, journal) -> Decision.nothing(row));
            }),
        work("export", it -> it.ports().instanceTransfer().readWhole(it.queued("a").number())),
        work(
            "note a recovery",
            it -> it.ports().instanceQueue().noteRecovery(it.running("a").lease(), 1, 1)),
        work(
            "purge",
            it -> {
              it.control(it.queued("a"));
              it.watched.limits.clear();
              it.ports().purge().purgeDue(AT.plusSeconds(1), 9);
            }),
        work(
            "fire",
            it -> {
              it.schedule();
              Firing firing = new Firing(HOURLY, AT, AT.plusSeconds(60), AT, List.of());
              it.ports().scheduleStore().fire(firing);
            }),
        work(
            "pause a schedule",
            it -> {
              it.schedule();
              it.ports().scheduleStore().pause(HOURLY);
            }),
        work(
            "change a job",
            it -> {
              it.storage
                  .jobs()
                  .create(JobRecord.queued("a", JobKind.CONTROL, WORKFLOW, Map.of(), "ann", AT));
              it.ports().jobStore().change("a", job -> job);
            }),
        work(
            "go on with a job",
            it -> {
              it.storage
                  .jobs()
                  .create(
                      JobRecord.queued("a", JobKind.CONTROL, WORKFLOW, Map.of(), "ann", AT)
                          .claimedBy(it.node, AT));
              it.ports().jobStore().changeOwned("a", it.node, job -> job, List.of());
            }),
        work(
            "see to a batch call",
            it -> {
              BatchCall.Key key = new BatchCall.Key(it.queued("a").number(), 1, 1);
              BatchCallStore calls = it.ports().batchCallStore();
              calls.request(it.newCall(key));
              calls.claim(it.node, List.of(WORKFLOW), 1);
              it.watched.limits.clear();
              calls.save(calls.find(key).orElseThrow(), it.node);
            }));
  }

  private static Arguments work(String name, Work work) {
    return Arguments.of(name, work);
  }

  @BeforeEach
  void join() {
    node = storage.nodes().join("north");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("work")
  void isSetWhereRowsAreLocked(String name, Work work) {
    work.accept(this);

    assertThat(watched.limits).isNotEmpty().isSubsetOf("2500ms", "10s");
  }

  @Test
  void isTheDefaultLeaseWhereTheNodeBelievesInItsLock() {
    NodeLock believed =
        database.transactions.inNew(entities -> NodeLock.take(new Sql(entities), node));

    watched.inNew(entities -> believed.again(new Sql(entities)));

    assertThat(watched.limits).containsExactly("10s");
  }

  @Test
  void isLongerInATransactionalStepWhoseCommitMayWaitForAnotherDatabase() throws Throwable {
    Lease lease = running("a").lease();
    StepRecord step =
        StepRecord.started(new StepKey(StepKind.RUN, "", "pay", 1), 1, AT)
            .completed(1, new EncodedValue("json", "int", "1"), AT);

    ports().stepTransactions().run(lease, Duration.ofMinutes(1), new Commits(lease, step));

    assertThat(watched.limits).containsExactly("30s");
  }

  private record Commits(Lease lease, StepRecord step) implements StepTransactions.Work {

    @Override
    public StepWritten run() {
      return new StepWritten(lease, step, true);
    }

    @Override
    public void commit(Runnable commit) {
      commit.run();
    }
  }

  private InstanceRecord running(String id) {
    return store(newInstance(id).runningOn(node));
  }

  private InstanceRecord queued(String id) {
    return store(newInstance(id));
  }

  private InstanceRecord store(InstanceRecord instance) {
    storage.journal().write(node, List.of(new InstanceCreated(instance)));
    return instance;
  }

  private InstanceRecord newInstance(String id) {
    return InstanceRecord.queued(
        storage.ids().nextInstanceNumber(),
        new InstanceKey(WORKFLOW, id),
        new InstanceRecord.Origin(null, AT, "v1", "java", ""),
        AT);
  }

  private void control(InstanceRecord instance) {
    ports()
        .instanceControl()
        .change(
            instance.key(),
            (row, journal) ->
                Decision.change(
                    row,
                    row.edit()
                        .status(InstanceStatus.TERMINATED)
                        .owner(null)
                        .wakeAt(AT)
                        .endedAt(AT)
                        .build()));
  }

  private BatchCall newCall(BatchCall.Key key) {
    return new BatchCall(
        key,
        "call",
        WORKFLOW,
        "nightly",
        new EncodedValue("json", "map", "{}"),
        1,
        AT,
        null,
        null,
        BatchCall.Status.OPEN,
        null,
        null);
  }

  private void schedule() {
    storage.schedules().register(WORKFLOW, List.of(ScheduleRecord.first(HOURLY, "UTC", AT)));
  }

  private JpaPorts ports() {
    return JpaPorts.of(
        watched,
        database.transactions,
        database.transactions,
        database.dialect,
        NotifiedWorkflows.NONE,
        () -> "id",
        DatabaseClock.startingAtSystemTime());
  }

  /** Notes for each transaction that locks rows how long its client may be silent. */
  private record Watched(PersistenceTransactions transactions, List<String> limits)
      implements PersistenceTransactions {

    private static final String LIMIT =
        "select current_setting('idle_in_transaction_session_timeout') from pg_locks"
            + " where pid = pg_backend_pid() and mode in ('RowShareLock', 'RowExclusiveLock')"
            + " and cast(relation as regclass) in"
            + " ('workflow_instance', 'workflow_node', 'workflow_schedule', 'workflow_job')"
            + " limit 1";

    @Override
    public <T> T inNew(Function<EntityManager, T> work) {
      return transactions.inNew(entities -> watch(entities, work));
    }

    @Override
    public <T> T inCurrent(Function<EntityManager, T> work) {
      return transactions.inCurrent(entities -> watch(entities, work));
    }

    @Override
    public <T> T onConnection(Function<Connection, T> work) {
      return transactions.onConnection(work);
    }

    private <T> T watch(EntityManager entities, Function<EntityManager, T> work) {
      T result = work.apply(entities);
      limits.addAll(new Sql(entities).query(LIMIT, row -> row.getString(1)));
      return result;
    }
  }
}
