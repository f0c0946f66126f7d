package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.CommitFailedException;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.StepTransactions.Work;
import dev.holdfast.engine.port.TransactionRolledBackException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Says how what a body does in the database takes effect together with its step. */
abstract class TransactionalBodyContract {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final TestDatabase database;
  private final JpaPorts ports;
  private InstanceRecord running;

  TransactionalBodyContract(TestDatabase database) {
    this.database = database;
    this.ports = JpaStorage.on(database).ports();
    this.running = queued("run");
    database.transactions.inNew(
        entities -> new Sql(entities).update("delete from workflow_closing"));
  }

  @BeforeEach
  void runAnInstance() {
    running = queued("run").runningOn(ports.nodeStore().join("north"));
    assertThat(
            ports
                .journalStore()
                .write(running.lease().node(), List.of(new InstanceCreated(running))))
        .containsExactly(Outcome.APPLIED);
  }

  @Test
  void commitsTheWorkOfTheBodyWithTheStep() throws Throwable {
    Outcome outcome = transact(ports, this::doWork, Runnable::run);

    assertThat(outcome).isEqualTo(Outcome.APPLIED);
    assertThat(stepsOf(running)).isEqualTo(1);
    assertThat(isWorkDone()).isTrue();
  }

  @Test
  void leavesNothingOfABodyThatThrows() {
    assertThatThrownBy(
            () ->
                transact(
                    ports,
                    () -> {
                      doWork();
                      throw new IllegalStateException("changed my mind");
                    },
                    Runnable::run))
        .hasMessage("changed my mind");

    assertThat(stepsOf(running)).isZero();
    assertThat(isWorkDone()).isFalse();
  }

  @Test
  void leavesNothingOfATransactionThatWasMarkedForRollback() {
    assertThatThrownBy(
            () ->
                transact(
                    ports,
                    () -> {
                      doWork();
                      database.transactions.markRollback();
                    },
                    Runnable::run))
        .isInstanceOf(TransactionRolledBackException.class);

    assertThat(stepsOf(running)).isZero();
    assertThat(isWorkDone()).isFalse();
  }

  @Test
  void leavesNothingWhenTheInstanceWasTakenAwayMeanwhile() throws Throwable {
    JpaPorts others = database.newPorts();

    Outcome outcome =
        transact(
            ports,
            () -> {
              doWork();
              others
                  .instanceControl()
                  .change(
                      running.key(),
                      (row, journal) -> Decision.change(row, row.edit().owner(null).build()));
            },
            Runnable::run);

    assertThat(outcome).isEqualTo(Outcome.LEASE_LOST);
    assertThat(stepsOf(running)).isZero();
    assertThat(isWorkDone()).isFalse();
  }

  @Test
  void keepsTheLargeResultOfTheTransactionAndNoOther() throws Throwable {
    BlobKey kept = new BlobKey(running.number(), 1, "kept");
    BlobKey lost = new BlobKey(running.number(), 1, "lost");

    assertThatThrownBy(
        () ->
            transact(
                ports,
                () -> {
                  ports.blobStore().append(running.lease(), lost, 0, new byte[] {1});
                  throw new IllegalStateException();
                },
                Runnable::run));
    transact(
        ports,
        () -> ports.blobStore().append(running.lease(), kept, 0, new byte[] {2}),
        Runnable::run);

    assertThat(ports.blobStore().find(lost, 0)).isEmpty();
    assertThat(ports.blobStore().find(kept, 0)).contains(new byte[] {2});
  }

  @Test
  void tellsWhetherACommitTookPlaceWhoseAnswerWasLost() {
    JpaPorts lossy = database.newPorts(losingAnswers(true));
    JpaPorts failing = database.newPorts(losingAnswers(false));

    assertThatThrownBy(() -> transact(failing, this::doWork, Runnable::run))
        .isInstanceOf(CommitFailedException.class);
    assertThat(failing.stepTransactions().find(running.lease(), 1)).isEmpty();
    assertThat(isWorkDone()).isFalse();

    assertThatThrownBy(() -> transact(lossy, this::doWork, Runnable::run))
        .isInstanceOf(CommitFailedException.class);
    Optional<StepRecord> found = lossy.stepTransactions().find(running.lease(), 1);
    assertThat(found).map(step -> step.status().isFinished()).contains(true);
    assertThat(isWorkDone()).isTrue();
  }

  @Test
  void waitsWithTheAnswerUntilTheTransactionIsOver() throws Throwable {
    CompletableFuture<Optional<StepRecord>> answer = new CompletableFuture<>();
    JpaPorts others = database.newPorts();

    transact(
        ports,
        this::doWork,
        commit -> {
          Thread asking =
              new Thread(() -> answer.complete(others.stepTransactions().find(running.lease(), 1)));
          asking.start();
          assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS))
              .isInstanceOf(TimeoutException.class);
          commit.run();
        });

    assertThat(answer.get(30, TimeUnit.SECONDS)).isPresent();
  }

  /** Commits, or does not, and says in both cases that it failed. */
  private TransactionDemarcation losingAnswers(boolean commits) {
    return (timeout, work) ->
        database.transactions.run(
            timeout,
            transaction ->
                work.accept(
                    new TransactionDemarcation.Transaction() {
                      @Override
                      public boolean isActive() {
                        return transaction.isActive();
                      }

                      @Override
                      public void commit() {
                        if (commits) {
                          transaction.commit();
                        }
                        throw new CommitFailedException(new IllegalStateException("lost"));
                      }
                    }));
  }

  private Outcome transact(JpaPorts process, Runnable body, Consumer<Runnable> end)
      throws Throwable {
    return process
        .stepTransactions()
        .run(
            running.lease(),
            TIMEOUT,
            new Work() {
              @Override
              public StepWritten run() {
                body.run();
                return new StepWritten(running.lease(), done(), true);
              }

              @Override
              public void commit(Runnable commit) {
                end.accept(commit);
              }
            });
  }

  /** Writes a row of its own, creates an instance and sends it an event. */
  private void doWork() {
    database.transactions.inCurrent(
        entities ->
            new Sql(entities)
                .update(
                    "insert into workflow_closing (parent, child_workflow, child_id, rollback)"
                        + " values (1, 'w', 'mine', false)"));
    InstanceRecord created = queued("created");
    assertThat(
            ports
                .journalStore()
                .writeInCallersTransaction(
                    List.of(
                        new InstanceCreated(created),
                        new EventAccepted(
                            new EventRecord(
                                ports.idSource().nextEventNumber(),
                                created.number(),
                                1,
                                "e1",
                                "paid",
                                null,
                                START)))))
        .containsOnly(Outcome.APPLIED);
  }

  private boolean isWorkDone() {
    int rows =
        database.transactions.inNew(
            entities ->
                new Sql(entities)
                    .query(
                        "select parent from workflow_closing where child_id = 'mine'",
                        row -> row.getLong("parent"))
                    .size());
    boolean isCreated =
        ports.instanceReader().find(new InstanceKey("orders", "created")).isPresent();
    assertThat(isCreated).isEqualTo(rows == 1);
    return isCreated;
  }

  private int stepsOf(InstanceRecord instance) {
    return ports.instanceReader().listSteps(instance.number(), instance.epoch()).size();
  }

  private static StepRecord done() {
    return StepRecord.started(new StepKey(StepKind.RUN, "", "a", 1), 1, START)
        .completed(1, new EncodedValue("json", "tree", "1"), START.plusSeconds(1));
  }

  private InstanceRecord queued(String id) {
    return InstanceRecord.queued(
        ports.idSource().nextInstanceNumber(),
        new InstanceKey("orders", id),
        new InstanceRecord.Origin(null, START, "v1", "java", ""),
        START);
  }
}
