package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.StepTransactions.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Says how the body of a step and its record are one transaction. */
public abstract class StepTransactionsContract extends StorageContract {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @Test
  void writesTheStepThatTheWorkReturns() throws Throwable {
    InstanceRecord instance = run("a");

    Outcome outcome = transact(instance, () -> newStep(instance, done(1)), Runnable::run);

    assertThat(outcome).isEqualTo(Outcome.APPLIED);
    assertThat(stepsOf(instance)).containsExactly(done(1));
    assertThat(storage.stepTransactions().find(instance.lease(), 1)).contains(done(1));
  }

  @Test
  void updatesAStepThatHasARowAlready() throws Throwable {
    InstanceRecord instance = run("a");
    write(newStep(instance, running(1)));

    transact(instance, () -> changedStep(instance, done(1)), Runnable::run);

    assertThat(stepsOf(instance)).containsExactly(done(1));
  }

  @Test
  void writesNothingWhenTheWorkThrowsAndThrowsTheSame() {
    InstanceRecord instance = run("a");
    IOException thrown = new IOException("no");

    assertThatThrownBy(
            () ->
                transact(
                    instance,
                    () -> {
                      throw thrown;
                    },
                    Runnable::run))
        .isSameAs(thrown);

    assertThat(stepsOf(instance)).isEmpty();
    assertThat(storage.stepTransactions().find(instance.lease(), 1)).isEmpty();
  }

  @Test
  void writesNothingWhenTheCommitIsNotWantedAnyMore() {
    InstanceRecord instance = run("a");

    assertThatThrownBy(
            () ->
                transact(
                    instance,
                    () -> newStep(instance, done(1)),
                    commit -> {
                      throw new IllegalStateException("not wanted");
                    }))
        .hasMessage("not wanted");

    assertThat(stepsOf(instance)).isEmpty();
  }

  @Test
  void writesNothingWhenTheInstanceWasTakenAwayMeanwhile() throws Throwable {
    InstanceRecord instance = run("a");
    write(newStep(instance, done(1))); // so that the lease is known to be in force

    Outcome outcome =
        transact(
            instance,
            () -> {
              storage
                  .ofOtherProcess()
                  .control()
                  .change(
                      instance.key(),
                      (row, journal) -> Decision.change(row, row.edit().owner(null).build()));
              return newStep(instance, done(2));
            },
            Runnable::run);

    assertThat(outcome).isEqualTo(Outcome.LEASE_LOST);
    assertThat(stepsOf(instance)).extracting(StepRecord::seq).containsExactly(1);
  }

  @Test
  void writesNothingForAFencedNode() {
    InstanceRecord instance = run("a");

    assertThatThrownBy(
            () ->
                transact(
                    instance,
                    () -> {
                      storage.passTime(Duration.ofSeconds(60));
                      storage
                          .ofOtherProcess()
                          .nodes()
                          .takeOverExpired(OUTSIDER, Duration.ofSeconds(10));
                      return newStep(instance, done(1));
                    },
                    Runnable::run))
        .isInstanceOf(NodeFencedException.class);

    assertThat(stepsOf(instance)).isEmpty();
  }

  /** What another node has written of the same attempt is not what this one has committed. */
  @Test
  void answersNothingToAFencedNode() {
    InstanceRecord instance = run("a");
    write(newStep(instance, done(1)));
    assertThat(storage.stepTransactions().find(instance.lease(), 1)).hasValue(done(1));
    storage.nodes().join("north");

    assertThatThrownBy(() -> storage.stepTransactions().find(instance.lease(), 1))
        .isInstanceOf(NodeFencedException.class);
  }

  private Outcome transact(
      InstanceRecord instance, Callable<StepWritten> body, Consumer<Runnable> end)
      throws Throwable {
    return storage
        .stepTransactions()
        .run(
            instance.lease(),
            TIMEOUT,
            new Work() {
              @Override
              public StepWritten run() throws Exception {
                return body.call();
              }

              @Override
              public void commit(Runnable commit) {
                end.accept(commit);
              }
            });
  }
}
