package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.Ended;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts what batches cost on PostgreSQL, and says how fast they are, for information only. */
class WriteBudgetTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final int CLIENTS = 64;

  private final TestDatabase database = TestDatabase.postgres();
  private Storage storage = JpaStorage.on(database);
  private long node;

  @BeforeEach
  void join() {
    storage = JpaStorage.on(database);
    node = storage.nodes().join("north");
    storage.ids().nextInstanceNumber();
    storage.ids().nextEventNumber();
  }

  @Test
  void createsManyInstancesInOneTransaction() {
    // The lock of the node is a journey of its own as long as nothing is known of its row.
    assertThat(statementsOf(creations())).isEqualTo(2);
    // The lock of the node and the inserts.
    assertThat(statementsOf(creations())).isEqualTo(1);
  }

  @Test
  void completesManyWorkflowsOfOneStepInOneTransaction() {
    List<InstanceRecord> instances = created();

    // The lock of the node, the inserts of the steps, the updates of the instances.
    assertThat(statementsOf(instances.stream().flatMap(it -> stepAndEnd(it, 1)).toList()))
        .isEqualTo(1);
  }

  @Test
  void takesEventsInTwoJourneys() {
    // The locks of the node and of the instances and the look for known events, then the writes.
    assertThat(statementsOf(events(created()))).isEqualTo(2);
  }

  @Test
  void takesEventsThatClaimInOneJourney() {
    created(); // what the node's row says is known after this
    for (int round = 0; round < 20; round++) {
      List<Change> claims = claims(waiting());

      assertThat(
              Journeys.of(
                  () ->
                      assertThat(storage.journal().write(node, claims))
                          .containsOnly(Outcome.CLAIMED)))
          .as("round %s", round)
          .isEqualTo(1);
    }
  }

  private List<InstanceRecord> waiting() {
    List<InstanceRecord> instances = created();
    storage.journal().write(node, instances.stream().map(WriteBudgetTest::suspension).toList());
    return instances.stream().map(it -> storage.reader().find(it.key()).orElseThrow()).toList();
  }

  private List<Change> claims(List<InstanceRecord> instances) {
    List<Change> events = events(instances);
    return IntStream.range(0, events.size())
        .<Change>mapToObj(
            i ->
                new EventAccepted(
                    ((EventAccepted) events.get(i)).record(), 1_000, instances.get(i)))
        .toList();
  }

  /**
   * A driver waits for answers before it asks for more of a length that it does not know. The last
   * journey brings the commit.
   */
  @Test
  void waitsForTheDatabaseOnceForEachJourney() {
    for (int round = 0; round < 20; round++) {
      journeysOf(creations());
      List<InstanceRecord> instances = created();
      List<Change> ends = instances.stream().flatMap(it -> stepAndEnd(it, 1)).toList();

      assertThat(journeysOf(events(instances))).as("events, %s", round).isEqualTo(2);
      assertThat(journeysOf(ends)).as("ends, %s", round).isEqualTo(1);
    }
    assertThat(journeysOf(creations())).isEqualTo(1);
  }

  /** A driver that writes does not read, so what it is sent meanwhile has to be little. */
  @Test
  void letsNothingFollowAQueryForManyRows() {
    List<InstanceRecord> instances = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      instances.addAll(created());
    }

    // The locks, the look for known events, three journeys of inserts and signals.
    assertThat(statementsOf(events(instances))).isEqualTo(5);
    assertThat(statementsOf(events(created()))).isEqualTo(2);
  }

  @Test
  void writesStepsOfClaimedInstancesWithoutReading() {
    InstanceRecord queued =
        InstanceRecord.queued(
            storage.ids().nextInstanceNumber(), new InstanceKey("orders", "a"), origin(), START);
    storage.journal().write(node, List.of(new InstanceCreated(queued)));
    List<InstanceRecord> claimed = storage.queue().claimDue(node, List.of("orders"), START, 1);

    assertThat(statementsOf(List.of(step(claimed.get(0), 1)))).isEqualTo(1);
  }

  @Test
  void readsLeasesOnceAfterARevocation() {
    List<InstanceRecord> instances = created();
    storage
        .control()
        .change(
            instances.get(0).key(),
            (row, journal) -> Decision.change(row, row.edit().owner(null).build()));
    InstanceRecord other = instances.get(1);

    // In vain; then the lock, the leases, the step.
    assertThat(statementsOf(List.of(step(other, 1)))).isEqualTo(4);
    assertThat(statementsOf(List.of(step(other, 2)))).isEqualTo(1);
  }

  @Test
  void endsInstancesOfASmallTableByTheirNumbers() {
    emptyTable();
    List<Change> ends = created().stream().flatMap(it -> stepAndEnd(it, 1)).toList();

    assertThat(entriesReadBy(ends)).isZero();
  }

  @Test
  void suspendsInstancesOfASmallTableByTheirNumbers() {
    emptyTable();
    List<Change> waits = created().stream().map(WriteBudgetTest::suspension).toList();

    assertThat(entriesReadBy(waits)).isZero();
  }

  @Test
  void terminatesInstancesOfASmallTableByTheirNumbers() {
    emptyTable();
    List<Change> ends = created().stream().map(it -> ended(it, InstanceStatus.TERMINATED)).toList();

    assertThat(entriesReadBy(ends)).isZero();
  }

  private void emptyTable() {
    database.transactions.inNew(entities -> new Sql(entities).update("truncate workflow_instance"));
  }

  /**
   * Returns how many entries are read of indexes that say nothing of one instance. A plan made
   * while the table is small is kept for minutes while such an index grows.
   */
  private long entriesReadBy(List<Change> changes) {
    return database.transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          long before = entriesRead(sql);
          NodeLock lock = NodeLock.take(sql, node);
          new BatchWriter(entities, sql, NotifiedWorkflows.NONE)
              .write(changes, new LeaseCheck(sql, new LeaseCache(), lock), StoredEntries.NONE);
          return entriesRead(sql) - before;
        });
  }

  private static long entriesRead(Sql sql) {
    return Stream.of("owner", "due", "list").mapToLong(index -> entriesRead(sql, index)).sum();
  }

  @Test
  void looksAtTheOwnersOfWhatHasEndedOnce() {
    for (int round = 0; round < 20; round++) {
      storage.journal().write(node, created().stream().flatMap(it -> stepAndEnd(it, 1)).toList());
    }

    long entries =
        database.transactions.inNew(
            entities -> {
              Sql sql = new Sql(entities);
              JpaInstanceQueue.listOwned(sql, node);
              long before = entriesRead(sql, "owner");
              JpaInstanceQueue.listOwned(sql, node);
              return entriesRead(sql, "owner") - before;
            });

    assertThat(entries).isZero();
  }

  private static long entriesRead(Sql sql, String index) {
    return sql.query(
            "select pg_stat_get_xact_tuples_returned('workflow_instance_%s'::regclass)"
                .formatted(index),
            row -> row.getLong(1))
        .get(0);
  }

  @Test
  void tellsHowFastItIs() {
    List<Double> alone = new ArrayList<>();
    InstanceRecord instance = created().get(0);
    for (int seq = 1; seq <= 600; seq++) {
      Change change = step(instance, seq);
      alone.add(millis(() -> storage.journal().write(node, List.of(change))));
    }
    int rounds = 150;
    double batches = 0;
    for (int round = 0; round < rounds; round++) {
      List<InstanceRecord> instances = created();
      List<Change> changes = instances.stream().flatMap(it -> stepAndEnd(it, 1)).toList();
      double took = millis(() -> storage.journal().write(node, changes));
      batches += round < rounds / 3 ? 0 : took;
    }
    int measured = rounds - rounds / 3;
    System.out.printf(
        "info: one step alone p50 %.3f ms; %d steps and ends in %.2f ms: %.0f workflows/s%n",
        alone.stream().skip(200).sorted().skip(200).findFirst().orElseThrow(),
        CLIENTS,
        batches / measured,
        CLIENTS * measured * 1000 / batches);
  }

  private int statementsOf(List<Change> changes) {
    database.dataSource.reset();
    assertThat(storage.journal().write(node, changes)).containsOnly(Outcome.APPLIED);
    assertThat(database.dataSource.commits).hasValue(1);
    return database.dataSource.statements.get();
  }

  private int journeysOf(List<Change> changes) {
    return Journeys.of(
        () -> assertThat(storage.journal().write(node, changes)).containsOnly(Outcome.APPLIED));
  }

  private static double millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private List<Change> creations() {
    return IntStream.range(0, CLIENTS)
        .mapToLong(i -> storage.ids().nextInstanceNumber())
        .<Change>mapToObj(
            number ->
                new InstanceCreated(
                    InstanceRecord.queued(
                            number, new InstanceKey("orders", "order-" + number), origin(), START)
                        .runningOn(node)))
        .toList();
  }

  private List<Change> events(List<InstanceRecord> instances) {
    return instances.stream()
        .<Change>map(
            it ->
                new EventAccepted(
                    new EventRecord(
                        storage.ids().nextEventNumber(),
                        it.number(),
                        it.epoch(),
                        "e" + it.number(),
                        "approval",
                        value(),
                        START)))
        .toList();
  }

  private List<InstanceRecord> created() {
    List<Change> creations = creations();
    assertThat(storage.journal().write(node, creations)).containsOnly(Outcome.APPLIED);
    return creations.stream().map(it -> ((InstanceCreated) it).record()).toList();
  }

  private static Stream<Change> stepAndEnd(InstanceRecord instance, int seq) {
    return Stream.of(step(instance, seq), ended(instance, InstanceStatus.COMPLETE));
  }

  private static Change ended(InstanceRecord instance, InstanceStatus status) {
    return new Ended(
        instance.lease(), status, value(), null, START, START, "v1", null, 0, List.of(), null);
  }

  private static Change suspension(InstanceRecord instance) {
    return new Suspended(
        instance.lease(), InstanceStatus.WAITING, START, 0, START, "v1", START, 1, null);
  }

  private static Change step(InstanceRecord instance, int seq) {
    return new StepWritten(
        instance.lease(),
        StepRecord.started(new StepKey(StepKind.RUN, "", "charge", seq), seq, START)
            .completed(1, value(), START),
        true);
  }

  private static InstanceRecord.Origin origin() {
    return new InstanceRecord.Origin(value(), START, "v1", "api", "");
  }

  private static EncodedValue value() {
    return new EncodedValue("json", "shop.Receipt", "{\"amount\":12,\"currency\":\"EUR\"}");
  }
}
