package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.ConcurrencyRoom;
import dev.holdfast.engine.port.JournalUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Holds what the adapter relies on beyond the contracts. */
@EnabledIfSystemProperty(
    named = MariaDbServer.HOME,
    matches = ".+",
    disabledReason = "Needs MariaDB: -Pmariadb")
class MariaDbBehaviourTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final TestDatabase database = TestDatabase.mariaDb();
  private final JpaStorage storage = JpaStorage.on(database);
  private final long node = storage.nodes().join("north");
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void takesThePrintedTables() throws SQLException {
    SchemaMigrationTest.printedSqlMakesTheTables(
        TestDatabase.newMariaDb("printed"), Dialects.MARIADB);
  }

  @Test
  void migratesAgainBesideOtherTables() throws SQLException {
    DataSource shared = TestDatabase.newMariaDb("shared");
    try (Connection connection = shared.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table customer (id bigint primary key)");
    }

    assertThat(new SchemaMigration(shared, false).migrate()).isEqualTo(Dialects.MARIADB);
    assertThat(new SchemaMigration(shared, false).migrate()).isEqualTo(Dialects.MARIADB);
  }

  @Test
  void tellsIdsApartByCaseAndBlanks() {
    InstanceRecord lower = queued("order");
    InstanceRecord upper = queued("Order");
    InstanceRecord blank = queued("order ");

    assertThat(create(lower, upper, blank)).containsOnly(Outcome.APPLIED);
    assertThat(write(event(lower, "paid"), event(lower, "PAID"), event(lower, "paid ")))
        .containsOnly(Outcome.APPLIED);

    assertThat(storage.reader().find(lower.key()))
        .map(InstanceRecord::number)
        .hasValue(lower.number());
    assertThat(storage.reader().find(upper.key()))
        .map(InstanceRecord::number)
        .hasValue(upper.number());
    assertThat(storage.reader().find(blank.key()))
        .map(InstanceRecord::number)
        .hasValue(blank.number());
    assertThat(storage.reader().listEvents(lower.number(), 1)).hasSize(3);
  }

  @Test
  void keepsTextsOfEveryLanguageAndOfAnyLength() {
    InstanceRecord instance = queued("large").runningOn(node);
    create(instance);
    String name = "\uD83D\uDE80 Žluťoučký kůň 馬".repeat(8);
    String data = "\"\\".repeat(1 << 19); // 1 MiB, each character of which is escaped on its way

    assertThat(write(step(instance, 1, name, data))).containsOnly(Outcome.APPLIED);

    StepRecord stored = storage.reader().listSteps(instance.number(), 1).get(0);
    assertThat(stored.key().name()).isEqualTo(name);
    assertThat(stored.result()).isEqualTo(new EncodedValue("json", "t", data));
  }

  /** A packet has 16 MiB at most, by default. */
  @Test
  void writesBatchesThatAreLargerThanAPacket() {
    InstanceRecord instance = queued("batch").runningOn(node);
    create(instance);
    String data = "x".repeat(1 << 20);

    List<Outcome> outcomes =
        storage
            .journal()
            .write(
                node,
                IntStream.rangeClosed(1, 40)
                    .<Change>mapToObj(seq -> step(instance, seq, "s", data))
                    .toList());

    assertThat(outcomes).hasSize(40).containsOnly(Outcome.APPLIED);
    assertThat(storage.reader().listSteps(instance.number(), 1)).hasSize(40);
  }

  @Test
  void locksOnlyWhatItClaimsSoThatNodesClaimAtTheSameTime() {
    long other = storage.nodes().join("south");
    create(
        IntStream.range(0, 300).mapToObj(i -> queued("due-" + i)).toArray(InstanceRecord[]::new));

    Set<Long> both =
        database.transactions.inNew(
            entities -> {
              Set<Long> numbers = new HashSet<>();
              new DueClaim(
                      new Sql(entities),
                      node,
                      new ConcurrencyRoom(Map.of(), Map.of()),
                      START,
                      NotifiedWorkflows.NONE)
                  .claim(List.of("orders"), 10)
                  .instances()
                  .forEach(it -> numbers.add(it.number()));
              storage
                  .queue()
                  .claimDue(other, List.of("orders"), Map.of(), START, 10)
                  .instances()
                  .forEach(it -> numbers.add(it.number()));
              return numbers;
            });

    assertThat(both).hasSize(20);
  }

  @Test
  void seesWhatOthersCommitWithinATransaction() {
    InstanceRecord instance = queued("seen");

    boolean seen =
        database.transactions.inNew(
            entities -> {
              InstanceRows.find(new Sql(entities), instance.key());
              create(instance);
              return InstanceRows.find(new Sql(entities), instance.key()).isPresent();
            });

    assertThat(seen).isTrue();
  }

  @Test
  void runsWorkAgainThatLostADeadlock() throws Exception {
    InstanceRecord one = queued("one");
    InstanceRecord two = queued("two");
    create(one, two);
    CyclicBarrier bothHold = new CyclicBarrier(2);
    AtomicInteger tries = new AtomicInteger();

    List<Future<Integer>> crosswise =
        List.of(
            threads.submit(() -> touch(one, two, bothHold, tries)),
            threads.submit(() -> touch(two, one, bothHold, tries)));

    for (Future<Integer> done : crosswise) {
      assertThat(done.get()).isEqualTo(1);
    }
    assertThat(tries).hasValueGreaterThanOrEqualTo(3);
    assertThat(storage.reader().find(one.key())).map(InstanceRecord::signals).hasValue(2);
  }

  private int touch(
      InstanceRecord first, InstanceRecord second, CyclicBarrier bothHold, AtomicInteger tries) {
    AtomicInteger own = new AtomicInteger();
    return new TranslatingTransactions(database.transactions)
        .inNew(
            entities -> {
              tries.incrementAndGet();
              Sql sql = new Sql(entities);
              signal(sql, first);
              if (own.getAndIncrement() == 0) {
                try {
                  bothHold.await();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              }
              return signal(sql, second);
            });
  }

  private static int signal(Sql sql, InstanceRecord instance) {
    return sql.update(
        "update workflow_instance set signals = signals + 1 where number = ?", instance.number());
  }

  @Test
  void takesALockThatDoesNotComeForALostDeadlock() {
    InstanceRecord instance = queued("locked");
    create(instance);
    TestDatabase impatient =
        TestDatabase.mariaDb(
            "transactionIsolation=READ-COMMITTED&sessionVariables=innodb_lock_wait_timeout=1");

    database.transactions.inNew(
        entities -> {
          signal(new Sql(entities), instance);
          assertThatThrownBy(
                  () -> impatient.transactions.inNew(it -> signal(new Sql(it), instance)))
              .matches(DatabaseErrors::isLostDeadlock);
          return true;
        });
  }

  @Test
  void saysThatTheJournalIsUnavailableWhenTheConnectionBreaks() {
    TranslatingTransactions transactions = new TranslatingTransactions(database.transactions);

    assertThatThrownBy(
            () ->
                transactions.inNew(
                    entities -> {
                      Sql sql = new Sql(entities);
                      long id = sql.query("select connection_id()", row -> row.getLong(1)).get(0);
                      database.transactions.inNew(
                          others -> new Sql(others).update("kill connection " + id));
                      return sql.query("select 1", row -> row.getLong(1));
                    }))
        .isInstanceOf(JournalUnavailableException.class);
    assertThat(storage.nodes().listLive()).hasSize(1);
  }

  @Test
  void neverGivesOutANumberTwice() throws Exception {
    List<JpaPorts> processes = List.of(database.newPorts(), database.newPorts());
    List<Future<List<Long>>> taken = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      JpaPorts process = processes.get(i % 2);
      taken.add(
          threads.submit(
              () ->
                  LongStream.range(0, 2500)
                      .map(n -> process.idSource().nextInstanceNumber())
                      .boxed()
                      .toList()));
    }

    Set<Long> numbers = new HashSet<>();
    for (Future<List<Long>> some : taken) {
      assertThat(some.get()).isSorted();
      numbers.addAll(some.get());
    }

    assertThat(numbers).hasSize(10_000);
  }

  private List<Outcome> create(InstanceRecord... instances) {
    return write(List.of(instances).stream().map(InstanceCreated::new).toArray(Change[]::new));
  }

  private List<Outcome> write(Change... changes) {
    return storage.journal().write(node, List.of(changes));
  }

  private InstanceRecord queued(String id) {
    return InstanceRecord.queued(
        storage.ids().nextInstanceNumber(),
        new InstanceKey("orders", id),
        new InstanceRecord.Origin(new EncodedValue("json", "t", "{}"), START, "v1", "api", ""),
        START);
  }

  private Change event(InstanceRecord instance, String id) {
    return new EventAccepted(
        new EventRecord(
            storage.ids().nextEventNumber(),
            instance.number(),
            1,
            id,
            "paid",
            new EncodedValue("json", "t", "{}"),
            START));
  }

  private static Change step(InstanceRecord instance, int seq, String name, String data) {
    return new StepWritten(
        instance.lease(),
        StepRecord.started(new StepKey(StepKind.RUN, "", name, seq), seq, START)
            .completed(1, new EncodedValue("json", "t", data), START),
        true);
  }
}
