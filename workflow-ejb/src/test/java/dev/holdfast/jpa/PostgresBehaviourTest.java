package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.JournalUnavailableException;
import dev.holdfast.engine.port.ParkedMessages.Found;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what the adapter relies on beyond the contracts. */
class PostgresBehaviourTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final TestDatabase database = TestDatabase.postgres();
  private final JpaStorage storage = JpaStorage.on(database);

  @Test
  void saysThatTheJournalIsUnavailableWhenTheConnectionBreaks() {
    TranslatingTransactions transactions = new TranslatingTransactions(database.transactions);

    assertThatThrownBy(
            () ->
                transactions.inNew(
                    entities ->
                        new Sql(entities)
                            .query(
                                "select pg_terminate_backend(pg_backend_pid())",
                                row -> row.getBoolean(1))))
        .isInstanceOf(JournalUnavailableException.class);
    assertThat(storage.nodes().listLive()).isEmpty();
  }

  @Test
  void saysThatTheJournalIsUnavailableAfterTooLongASilence() {
    TranslatingTransactions transactions = new TranslatingTransactions(database.transactions);

    assertThatThrownBy(
            () ->
                transactions.inNew(
                    entities -> {
                      Sql sql = new Sql(entities);
                      sql.query(
                          "select set_config('idle_in_transaction_session_timeout', '50ms', true)",
                          row -> true);
                      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
                      return sql.query("select 1", row -> true);
                    }))
        .isInstanceOf(JournalUnavailableException.class);
  }

  @Test
  void renewsALeaseWhileTheNodeIsWriting() throws Exception {
    long node = storage.nodes().join("north");
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      boolean renewed =
          database.transactions.inNew(
              entities -> {
                NodeLock.take(new Sql(entities), node);
                Future<Boolean> heartbeat = threads.submit(() -> storage.nodes().heartbeat(node));
                try {
                  return heartbeat.get(10, TimeUnit.SECONDS);
                } catch (InterruptedException | ExecutionException | TimeoutException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(renewed).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void boundsTheSilenceOfAWritingNodeAndOfNobodyElse() {
    long node = storage.nodes().join("north");

    String whileWriting =
        database.transactions.inNew(
            entities -> {
              NodeLock.take(new Sql(entities), node);
              return silenceAllowed(entities);
            });

    assertThat(whileWriting).isEqualTo("10s");
    assertThat(database.transactions.inNew(PostgresBehaviourTest::silenceAllowed)).isEqualTo("0");
  }

  @Test
  void findsInstancesByKeyWhateverThePlannerBelievesOfTheTable() {
    long node = storage.nodes().join("north");

    List<String> plan =
        database.transactions.inNew(
            entities -> {
              Sql sql = new Sql(entities);
              NodeLock.take(sql, node);
              return sql.query(
                  "explain " + database.dialect.instancesByKey("i.number"),
                  row -> row.getString(1),
                  List.of("w", "w"),
                  List.of("a", "b"));
            });

    assertThat(plan).anyMatch(line -> line.contains("workflow_instance_key"));
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
  }

  /** A plan made while the table is small is kept for minutes while the table grows. */
  @Test
  void readsInstancesByKeyWithoutReadingASmallTable() {
    List<String> workflows = Collections.nCopies(64, "w");
    List<String> ids = LongStream.range(0, 64).mapToObj(number -> "i" + number).toList();

    List<String> plan =
        database.transactions.inNew(
            entities ->
                new Sql(entities)
                    .query(
                        "explain " + database.dialect.instancesByKey("i.number"),
                        row -> row.getString(1),
                        workflows,
                        ids));

    assertThat(plan).anyMatch(line -> line.contains("workflow_instance_key"));
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
  }

  @Test
  void listsEachStatusButRunningByTheIndexOfLists() {
    for (InstanceStatus status : EnumSet.complementOf(EnumSet.of(InstanceStatus.RUNNING))) {
      InstanceLists.Condition page = InstanceLists.page(query(status));
      List<String> plan =
          database.transactions.inNew(
              entities -> {
                Sql sql = new Sql(entities);
                sql.query("select set_config('enable_seqscan', 'off', true)", row -> 1);
                return sql.query(
                    "explain " + page.sql(), row -> row.getString(1), page.values().toArray());
              });

      assertThat(plan)
          .as("%s: %s", status, plan)
          .anyMatch(line -> line.contains("workflow_instance_list"));
    }
  }

  /** With a plan for any text, an index that finds one id among a million is not used. */
  @Test
  void plansForTheTextThatIsLookedForAndForNothingElse() {
    assertThat(planningOf(query(Optional.of("4711")))).isEqualTo("force_custom_plan");
    assertThat(planningOf(query(Optional.empty()))).isEqualTo("auto");
  }

  private String planningOf(InstanceQuery query) {
    return database.transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          InstanceLists.numbers(sql, query);
          return sql.query("show plan_cache_mode", row -> row.getString(1)).get(0);
        });
  }

  private static InstanceQuery query(InstanceStatus status) {
    return query(Set.of(status), Optional.empty());
  }

  private static InstanceQuery query(Optional<String> idContains) {
    return query(Set.of(), idContains);
  }

  private static InstanceQuery query(Set<InstanceStatus> statuses, Optional<String> idContains) {
    return new InstanceQuery(
        "w", statuses, Optional.empty(), Optional.empty(), idContains, false, Optional.empty(), 50);
  }

  private static String silenceAllowed(EntityManager entities) {
    return new Sql(entities)
        .query("show idle_in_transaction_session_timeout", row -> row.getString(1))
        .get(0);
  }

  /** Those that a double cannot tell, the first of all and the last two, are sent as texts. */
  @Test
  void keepsPointsInTimeToTheMicrosecond() {
    long node = storage.nodes().join("north");
    Random random = new Random(1);
    List<InstanceRecord> instances =
        Stream.concat(
                Stream.generate(() -> random.nextLong(1L << 32)).limit(300),
                Stream.of(-5_000_000_000L, 0L, (1L << 32) - 1, 1L << 32, 9_000_000_000L))
            .map(it -> Instant.ofEpochSecond(it, 1_000L * random.nextInt(1_000_000)))
            .map(this::createdAt)
            .toList();

    for (int from = 0; from < instances.size(); from += 50) {
      List<InstanceRecord> part = instances.subList(from, Math.min(from + 50, instances.size()));
      storage.journal().write(node, part.stream().<Change>map(InstanceCreated::new).toList());
    }
    List<InstanceKey> keys = instances.stream().map(InstanceRecord::key).toList();

    assertThat(storage.reader().findAll(keys).values())
        .extracting(it -> it.origin().createdAt())
        .containsExactlyInAnyOrderElementsOf(
            instances.stream().map(it -> it.origin().createdAt()).toList());
  }

  private InstanceRecord createdAt(Instant time) {
    long number = storage.ids().nextInstanceNumber();
    return InstanceRecord.queued(
        number,
        new InstanceKey("times", "t" + number),
        new InstanceRecord.Origin(null, time, "v1", "java", ""),
        START);
  }

  @Test
  void skipsANodeThatIsWritingInsteadOfWaitingForIt() {
    long node = storage.nodes().join("north");
    storage.passTime(Duration.ofMinutes(1));

    int freed =
        database.transactions.inNew(
            entities -> {
              NodeLock.take(new Sql(entities), node);
              return storage.nodes().takeOverExpired(0, Duration.ofSeconds(10));
            });

    assertThat(freed).isZero();
    assertThat(storage.nodes().listLive()).hasSize(1);
    storage.nodes().takeOverExpired(0, Duration.ofSeconds(10));
    assertThat(storage.nodes().listLive()).isEmpty();
  }

  /** A server that was frozen in the middle of its look must not take the others for frozen. */
  @Test
  void takesNobodyOverByATimeThatHasGoneBy() {
    Duration lease = Duration.ofMillis(300);
    storage.nodes().join("frozen");
    long healthy = storage.nodes().join("healthy");
    AtomicInteger counted = new AtomicInteger();
    DatabaseClock clock =
        new DatabaseClock(
            InstantSource.system(),
            () -> {
              if (counted.incrementAndGet() == 3) { // it has just heard the database's time
                LockSupport.parkNanos(lease.multipliedBy(2).toNanos());
                assertThat(storage.nodes().heartbeat(healthy)).isTrue();
              }
              return System.nanoTime();
            });

    new JpaNodeStore(database.transactions, database.dialect, clock).takeOverExpired(0, lease);

    assertThat(counted).hasValueGreaterThanOrEqualTo(3);
    assertThat(storage.nodes().heartbeat(healthy)).isTrue();
  }

  @Test
  void comesBackWhileATransactionOfItsEarlierLifeIsInDoubt() throws Exception {
    long before = storage.nodes().join("north");
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      long after =
          database.transactions.inNew(
              entities -> {
                NodeLock.take(new Sql(entities), before);
                Future<Long> join = threads.submit(() -> storage.nodes().join("north"));
                try {
                  return join.get(10, TimeUnit.SECONDS);
                } catch (InterruptedException | ExecutionException | TimeoutException e) {
                  throw new AssertionError(e);
                }
              });
      storage.passTime(Duration.ofMinutes(1));
      storage.nodes().heartbeat(after);

      assertThat(storage.nodes().listLive()).hasSize(2);
      storage.nodes().takeOverExpired(0, Duration.ofSeconds(10));
      assertThat(storage.nodes().heartbeat(before)).isFalse();
      assertThat(storage.nodes().heartbeat(after)).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  /** A batch brings its commit along, so the database itself refuses what must not be stored. */
  @Test
  void storesNothingOfABatchThatUpdatesAMissingStep() throws SQLException {
    storesNothingOfABatchThatUpdatesAMissingStep(storage.journal());
  }

  /** What has not come often yet is sent one statement after the other. */
  @Test
  void storesNothingOfABatchThatUpdatesAMissingStepWhenSentOneByOne() throws SQLException {
    storesNothingOfABatchThatUpdatesAMissingStep(
        database.newPorts(new Combinations()).journalStore());
  }

  private void storesNothingOfABatchThatUpdatesAMissingStep(JournalStore journal)
      throws SQLException {
    long node = storage.nodes().join("north");
    InstanceRecord first = running("first", node);
    InstanceRecord second = running("second", node);
    journal.write(node, List.of(new InstanceCreated(first)));

    assertThatThrownBy(
            () ->
                journal.write(
                    node, List.of(new InstanceCreated(second), step(first, 1), changed(first, 2))))
        .rootCause()
        .hasMessageContaining("holdfast: steps have no row, found: 0");
    assertThat(storage.reader().find(second.key())).isEmpty();
    assertThat(openTransactions()).isZero();

    journal.write(node, List.of(step(first, 1), changed(first, 1)));
    journal.write(node, List.of(changed(first, 1)));
    assertThat(openTransactions()).isZero();
  }

  @Test
  void storesNothingOfARunWhoseInstanceHasGoneUnnoticed() throws SQLException {
    long node = storage.nodes().join("north");
    InstanceRecord instance = running("first", node);
    storage.journal().write(node, List.of(new InstanceCreated(instance)));
    database.transactions.inNew(
        entities -> new Sql(entities).update("update workflow_instance set owner = null"));

    assertThat(storage.journal().write(node, List.of(step(instance, 1), suspended(instance))))
        .containsOnly(Outcome.LEASE_LOST);

    assertThat(count("workflow_step")).isZero();
    assertThat(openTransactions()).isZero();
  }

  @Test
  void looksAtWhatWasThereAlreadyAfterTheCommit() throws SQLException {
    long node = storage.nodes().join("north");
    InstanceRecord first = running("same", node);
    storage.journal().write(node, List.of(new InstanceCreated(first)));

    assertThat(
            storage
                .journal()
                .write(
                    node,
                    List.of(
                        new InstanceCreated(running("same", node)),
                        new InstanceCreated(running("other", node)),
                        step(first, 1))))
        .containsExactly(Outcome.ALREADY_EXISTS, Outcome.APPLIED, Outcome.APPLIED);
    assertThat(count("workflow_instance")).isEqualTo(2);
    assertThat(openTransactions()).isZero();
  }

  private InstanceRecord running(String id, long node) {
    return InstanceRecord.queued(
            storage.ids().nextInstanceNumber(),
            new InstanceKey("w", id),
            new InstanceRecord.Origin(null, START, "v1", "api", ""),
            START)
        .runningOn(node);
  }

  private static Change step(InstanceRecord instance, int seq) {
    return new StepWritten(instance.lease(), record(seq), true);
  }

  private static Change changed(InstanceRecord instance, int seq) {
    return new StepWritten(instance.lease(), record(seq).completed(1, null, START), false);
  }

  private static StepRecord record(int seq) {
    return StepRecord.started(new StepKey(StepKind.RUN, "", "charge", seq), seq, START);
  }

  private static Change suspended(InstanceRecord instance) {
    return new Suspended(
        instance.lease(), InstanceStatus.WAITING, START, 0, START, "v1", START, 1, null);
  }

  private long count(String table) {
    return database.transactions.inNew(
        entities ->
            new Sql(entities).query("select count(*) from " + table, row -> row.getLong(1)).get(0));
  }

  /** Returns how many of the connections that have been given back are in a transaction. */
  private static int openTransactions() throws SQLException {
    try (Connection another =
            TestDatabase.existingPostgres("postgres", "postgres").getConnection();
        Statement statement = another.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where datname = current_database()"
                    + " and state like 'idle in transaction%'")) {
      found.next();
      return found.getInt(1);
    }
  }

  @Test
  void neverGivesOutANumberTwice() throws Exception {
    List<JpaPorts> processes = List.of(database.newPorts(), database.newPorts());
    ExecutorService threads = Executors.newFixedThreadPool(4);
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
    threads.shutdown();

    assertThat(numbers).hasSize(10_000);
  }

  @Test
  void parksWhatPostgresCannotStoreWithAMarkInItsPlace() {
    QueueMessage message =
        new QueueMessage("ID:1", QueueMessage.EVENTS, Map.of("a", "1\0"), "not\0json", true);

    storage.parkedMessages().park(message, new Refusal("request.invalid", "bad: \0"), START);

    Found found = storage.parkedMessages().find("ID:1").orElseThrow();
    assertThat(found.message())
        .isEqualTo(
            new QueueMessage(
                "ID:1", QueueMessage.EVENTS, Map.of("a", "1\uFFFD"), "not\uFFFDjson", true));
    assertThat(found.parked().refusal().reason()).isEqualTo("bad: \uFFFD");
  }
}
