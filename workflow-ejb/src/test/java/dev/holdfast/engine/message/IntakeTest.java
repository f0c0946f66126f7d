package dev.holdfast.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.holdfast.api.QueueFullException;
import dev.holdfast.api.WorkflowNotFoundException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.port.JournalUnavailableException;
import dev.holdfast.engine.port.NodeFencedException;
import dev.holdfast.engine.port.ParkedMessages;
import dev.holdfast.engine.port.ParkedMessages.Found;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryParkedMessages;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final QueueMessage COMMAND =
      new QueueMessage("ID:1", QueueMessage.COMMANDS, Map.of("workflow", "order"), null, true);

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InMemoryParkedMessages stored =
      new InMemoryParkedMessages(new InMemoryDatabase(now::get));

  /** What the engine, and then the store of parked messages, fail with, one call after another. */
  private final Deque<Throwable> failures = new ArrayDeque<>();

  private final Deque<RuntimeException> parkingFailures = new ArrayDeque<>();
  private BooleanSupplier behind = () -> false;
  private int created;

  @Test
  void takesACommandOver() {
    accept(3);

    assertThat(created).isEqualTo(1);
    assertThat(parked()).isEmpty();
    assertThat(waited()).isZero();
  }

  @Test
  void parksAtOnceWhatTheEngineRefuses() {
    failures.add(new WorkflowNotFoundException("No workflow 'order'."));

    accept(3);

    assertThat(refusal()).isEqualTo(new Refusal("workflow.not_found", "No workflow 'order'."));
    assertThat(waited()).isZero();
  }

  @Test
  void letsACommandWaitWhileTheQueueOfItsWorkflowIsFull() {
    failures.addAll(Collections.nCopies(3, new QueueFullException("Full.", Duration.ofSeconds(2))));

    accept(3);

    assertThat(created).isEqualTo(1);
    assertThat(parked()).isEmpty();
    assertThat(waited()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void parksACommandForWhichThereIsNoRoomForLong() {
    failures.addAll(
        Collections.nCopies(1_000, new QueueFullException("Full.", Duration.ofSeconds(2))));

    accept(3);

    assertThat(created).isZero();
    assertThat(refusal().code()).isEqualTo("queue.full");
    assertThat(waited()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void triesAgainWhatHasFailedUnexpectedly() {
    failures.add(new IllegalStateException("a bug"));
    failures.add(new IllegalStateException("a bug"));

    accept(3);

    assertThat(created).isEqualTo(1);
    assertThat(parked()).isEmpty();
  }

  @Test
  void parksWhatFailsUnexpectedlyAgainAndAgain() {
    failures.addAll(Collections.nCopies(3, new IllegalStateException("a bug")));

    accept(3);

    assertThat(created).isZero();
    assertThat(refusal())
        .isEqualTo(new Refusal("internal", "java.lang.IllegalStateException: a bug"));
    assertThat(parked().orElseThrow().message()).isEqualTo(COMMAND);
  }

  @Test
  void parksWhatBringsTheStackDownAtTheFirstAttemptWhenThatIsTheLast() {
    failures.add(new StackOverflowError());

    accept(1);

    assertThat(refusal().code()).isEqualTo("internal");
    assertThat(waited()).isZero();
  }

  @Test
  void waitsWhileTheDatabaseIsAwayAndCountsNoAttempt() {
    failures.addAll(Collections.nCopies(20, away()));
    failures.add(new NodeFencedException(7));

    accept(1);

    assertThat(created).isEqualTo(1);
    assertThat(parked()).isEmpty();
    assertThat(waited()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45));
  }

  @Test
  void leavesAMessageToTheBrokerWhenTheDatabaseIsAwayForLong() {
    failures.addAll(Collections.nCopies(1_000, away()));

    assertThatExceptionOfType(JournalUnavailableException.class).isThrownBy(() -> accept(1));

    assertThat(parked()).isEmpty();
    assertThat(waited()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
  }

  @Test
  void beginsAgainWhenAMessageCannotBeParkedBecauseTheDatabaseIsAway() {
    failures.addAll(Collections.nCopies(3, new IllegalStateException("a bug")));
    parkingFailures.add(away());

    accept(3); // nothing was counted

    assertThat(parked()).isEmpty();
    assertThat(created).isEqualTo(1);
  }

  @Test
  void parksAMessageWithoutTheBodyThatTheDatabaseRefuses() {
    failures.add(new WorkflowNotFoundException("No workflow 'order'."));
    parkingFailures.add(new IllegalStateException("packet too large"));
    QueueMessage large =
        new QueueMessage("ID:1", QueueMessage.COMMANDS, Map.of("workflow", "order"), "{}", true);

    intake(3).accept(large);

    assertThat(parked().orElseThrow().message()).isEqualTo(large.withoutBody());
    assertThat(refusal().code()).isEqualTo("workflow.not_found");
  }

  @Test
  void waitsWhileTheJournalIsBehind() {
    behind = () -> waited().compareTo(Duration.ofSeconds(3)) < 0;

    accept(3);

    assertThat(created).isEqualTo(1);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void doesNotWaitForTheJournalForEver() {
    behind = () -> true;

    accept(3);

    assertThat(created).isEqualTo(1);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void leavesAMessageToTheBrokerWhenItsWaitIsInterrupted() {
    behind = () -> true;
    Thread.currentThread().interrupt();

    assertThatIllegalStateException()
        .isThrownBy(() -> intake(new Patience(now::get), 3).accept(COMMAND))
        .withMessageContaining("Interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(created).isZero();
    assertThat(parked()).isEmpty();
  }

  @Test
  void leavesAMessageToTheBrokerThatWaitsWhenTheServerStops() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    CountDownLatch waiting = new CountDownLatch(1);
    behind =
        () -> {
          waiting.countDown();
          return true;
        };
    Patience patience = new Patience(now::get);
    Future<?> accepting = thread.submit(() -> intake(patience, 3).accept(COMMAND));
    waiting.await();

    patience.end();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(accepting::get)
        .withMessageContaining("The server stops");
    thread.shutdown();
    assertThat(created).isZero();
    assertThat(parked()).isEmpty();
  }

  @Test
  void parksNothingThatFailsBecauseTheServerStops() {
    Patience patience = new Patience(now::get);
    patience.end();
    failures.add(new IllegalStateException("the engine was stopped"));

    assertThatIllegalStateException()
        .isThrownBy(() -> intake(patience, 1).accept(COMMAND))
        .withMessage("the engine was stopped");

    assertThat(parked()).isEmpty();
  }

  private void accept(int attempts) {
    intake(attempts).accept(COMMAND);
  }

  private Intake intake(int attempts) {
    return intake(
        new Patience(now::get, pause -> now.updateAndGet(time -> time.plus(pause))), attempts);
  }

  private Intake intake(Patience patience, int attempts) {
    return new Intake(
        fake(InstanceService.class, method -> create()),
        fake(ParkedMessages.class, method -> parkingFailures.poll()),
        () -> behind.getAsBoolean(),
        patience,
        attempts);
  }

  private Optional<Found> parked() {
    return stored.find("ID:1");
  }

  private Refusal refusal() {
    return parked().orElseThrow().parked().refusal();
  }

  private Duration waited() {
    return Duration.between(START, now.get());
  }

  private static JournalUnavailableException away() {
    return new JournalUnavailableException(new SQLException("gone"));
  }

  private Object create() {
    if (!failures.isEmpty()) {
      return failures.remove();
    }
    created++;
    InstanceRecord.Origin origin = new InstanceRecord.Origin(null, now.get(), "1", "jms", "ID:1");
    return new Created(
        InstanceRecord.queued(1, new InstanceKey("order", "a"), origin, now.get()), false);
  }

  /** Answers a call, or says by a failure that it fails; null hands it to the store. */
  private interface Answer {
    @Nullable Object to(String method);
  }

  private <T> T fake(Class<T> type, Answer answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              @Nullable Object answer = answers.to(method.getName());
              if (answer instanceof Throwable failure) {
                throw failure;
              }
              try {
                return answer == null ? method.invoke(stored, args) : answer;
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            }));
  }
}
