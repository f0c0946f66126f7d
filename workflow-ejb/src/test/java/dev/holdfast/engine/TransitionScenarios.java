package dev.holdfast.engine;

import static dev.holdfast.api.InstanceStatus.PAUSED;
import static dev.holdfast.api.InstanceStatus.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.IllegalInstanceStatusException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.control.ControlCall;
import dev.holdfast.engine.control.Reaction;
import dev.holdfast.engine.control.Transitions;
import dev.holdfast.engine.model.InstanceKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Brings instances through everything that can happen to their status. */
final class TransitionScenarios implements AutoCloseable {

  static final String WORKFLOW = "w";

  private static final int TICKS_UNTIL_GIVEN_BACK = 30;

  private final StatusWatch watch;
  private final FailingStarts starts = new FailingStarts();
  private final EngineFixture engine;
  private final Map<String, CountDownLatch> reached = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> released = new ConcurrentHashMap<>();
  private int created;

  TransitionScenarios(StatusWatch watch, int slots) {
    this.watch = watch;
    this.engine = EngineFixture.wrapping(slots, ports -> starts.around(watch.around(ports)));
    engine.deploy(WORKFLOW, this::run);
  }

  /** Does what the words in the instance's id say, such as {@code book-hold-fail-7}. */
  private @Nullable Object run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    String id = event.instanceId();
    for (String word : id.split("-", -1)) {
      switch (word) {
        case "book" ->
            step.run("book", StepOptions.DEFAULT.withCompensation(() -> {}), () -> "booked");
        case "hold" -> step.run("hold", () -> hold(id));
        case "undo" ->
            step.run("undo", StepOptions.DEFAULT.withCompensation(() -> hold(id)), () -> "done");
        case "nap" -> step.sleep("nap", "1 hour");
        case "fail" -> throw new IllegalStateException("out of luck");
        default -> {}
      }
    }
    return null;
  }

  private boolean hold(String id) throws InterruptedException {
    latch(reached, id).countDown();
    return latch(released, id).await(1, TimeUnit.MINUTES);
  }

  private static CountDownLatch latch(Map<String, CountDownLatch> latches, String id) {
    return latches.computeIfAbsent(id, it -> new CountDownLatch(1));
  }

  private InstanceKey create(String words) {
    return engine.create(WORKFLOW, words + "-" + created++);
  }

  private InstanceKey createHeld(String words) throws InterruptedException {
    InstanceKey key = create(words);
    awaitHeld(key);
    return key;
  }

  private void awaitHeld(InstanceKey key) throws InterruptedException {
    assertThat(latch(reached, key.id()).await(10, TimeUnit.SECONDS))
        .as("is held: %s", engine.get(key))
        .isTrue();
  }

  private InstanceKey createAsleep(String words) {
    InstanceKey key = create(words);
    engine.awaitStatus(key, WAITING);
    return key;
  }

  private void release(InstanceKey key) {
    latch(released, key.id()).countDown();
  }

  private InstanceStatus steer(InstanceKey key, Command command) {
    return watch.steer(engine, key, command);
  }

  private InstanceKey inStatus(InstanceStatus status) throws InterruptedException {
    return switch (status) {
      case QUEUED ->
          engine
              .engine
              .instances()
              .create(
                  NewInstance.of(WORKFLOW, "java", "")
                      .withId("later-" + created++)
                      .withStartAt(engine.clock.instant().plus(Duration.ofDays(1))))
              .instance()
              .key();
      case RUNNING -> createHeld("hold");
      case WAITING -> createAsleep("nap");
      case WAITING_FOR_PAUSE -> paused(createHeld("hold"));
      case PAUSED -> paused(createAsleep("nap"));
      case ROLLING_BACK -> createHeld("undo-fail");
      case COMPLETE -> ended(create("quick"));
      case ERRORED -> ended(create("fail"));
      case TERMINATED -> terminated(createAsleep("nap"));
    };
  }

  private InstanceKey paused(InstanceKey key) {
    steer(key, new Command.Pause());
    return key;
  }

  private InstanceKey ended(InstanceKey key) {
    engine.awaitEnd(key);
    return key;
  }

  private InstanceKey terminated(InstanceKey key) {
    steer(key, new Command.Terminate(false));
    return key;
  }

  /** Makes every call in every status, and holds the answer to the table. */
  void makesEveryCallInEveryStatus() throws InterruptedException {
    for (InstanceStatus status : InstanceStatus.values()) {
      for (ControlCall call : ControlCall.values()) {
        InstanceKey key = inStatus(status);
        assertThat(engine.get(key).status()).isEqualTo(status);
        if (Transitions.reaction(call, status) instanceof Reaction.Refuse) {
          assertThatThrownBy(() -> steer(key, command(call)))
              .isInstanceOf(IllegalInstanceStatusException.class);
          assertThat(engine.get(key).status()).isEqualTo(status);
        } else {
          steer(key, command(call));
        }
        if (call != ControlCall.DELETE) {
          steer(key, new Command.Delete());
        }
      }
    }
  }

  private static Command command(ControlCall call) {
    return switch (call) {
      case PAUSE -> new Command.Pause();
      case RESUME -> new Command.Resume();
      case TERMINATE -> new Command.Terminate(false);
      case ROLL_BACK -> new Command.Terminate(true);
      case RESTART -> new Command.Restart(Optional.empty());
      case DELETE -> new Command.Delete();
    };
  }

  void wakes() {
    InstanceKey key = createAsleep("nap");
    engine.advance("1 hour");
    engine.awaitStatus(key, InstanceStatus.COMPLETE);
  }

  void comesToRestAfterAPause() throws InterruptedException {
    InstanceKey key = paused(createHeld("hold-nap"));
    release(key);
    engine.awaitStatus(key, PAUSED);
    steer(key, new Command.Resume());
    engine.awaitStatus(key, WAITING);
  }

  void endsBeforeThePauseComes() throws InterruptedException {
    InstanceKey completing = paused(createHeld("hold"));
    InstanceKey failing = paused(createHeld("hold-fail"));
    InstanceKey undoing = paused(createHeld("book-hold-fail"));
    release(completing);
    release(failing);
    release(undoing);
    assertThat(engine.awaitEnd(completing).status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(engine.awaitEnd(failing).status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(engine.awaitEnd(undoing).status()).isEqualTo(InstanceStatus.ERRORED);
  }

  void undoesAfterAFailure() {
    InstanceKey key = create("book-fail");
    assertThat(engine.awaitEnd(key).status()).isEqualTo(InstanceStatus.ERRORED);
  }

  void undoesForATermination() {
    InstanceKey asleep = createAsleep("book-nap");
    InstanceKey paused = paused(createAsleep("book-nap"));
    steer(asleep, new Command.Terminate(true));
    steer(paused, new Command.Terminate(true));
    assertThat(engine.awaitEnd(asleep).status()).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(engine.awaitEnd(paused).status()).isEqualTo(InstanceStatus.TERMINATED);
  }

  /** Needs an engine with one slot. */
  void undoesWhatIsQueued() throws InterruptedException {
    InstanceKey booked = paused(createAsleep("book-nap"));
    InstanceKey holder = createHeld("hold");
    assertThat(steer(booked, new Command.Resume())).isEqualTo(InstanceStatus.QUEUED);
    assertThat(steer(booked, new Command.Terminate(true))).isEqualTo(InstanceStatus.ROLLING_BACK);
    release(holder);
    assertThat(engine.awaitEnd(booked).status()).isEqualTo(InstanceStatus.TERMINATED);
  }

  void losesItsServer() throws InterruptedException {
    InstanceKey running = createHeld("hold");
    InstanceKey pausing = paused(createHeld("hold"));
    engine.crashAndRestart();
    release(running);
    assertThat(engine.awaitEnd(running).status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(engine.get(pausing).status()).isEqualTo(PAUSED);
  }

  void hasItsServerStopped() throws InterruptedException {
    InstanceKey running = createHeld("hold");
    InstanceKey pausing = paused(createHeld("hold"));
    Thread.currentThread().interrupt(); // the bodies in flight get no grace time
    engine.engine.stop();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(engine.get(running).status()).isEqualTo(InstanceStatus.QUEUED);
    assertThat(engine.get(pausing).status()).isEqualTo(PAUSED);
  }

  void isGivenBack() {
    InstanceKey key = createAsleep("nap");
    starts.failNextLoad();
    engine.advance("1 hour");
    starts.awaitFailure();
    for (int i = 0; i < TICKS_UNTIL_GIVEN_BACK; i++) {
      engine.engine.tick();
    }
    engine.awaitStatus(key, InstanceStatus.COMPLETE);
  }

  @Override
  public void close() {
    engine.close();
  }
}
