package dev.holdfast.engine.port;

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
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Prepares a storage with one node, and gives contracts short words for changes. */
public abstract class StorageContract {

  static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");
  static final String WORKFLOW = "orders";

  /** Stands for a node that is not among those looked at. */
  static final long OUTSIDER = 0;

  /** Gives out positions in logs, each once. */
  private static final AtomicLong LOG = new AtomicLong(LogPositions.at(START));

  final ExecutorService threads = Executors.newCachedThreadPool();
  Storage storage;
  long node;

  /** Returns an empty storage. */
  protected abstract Storage newStorage();

  @BeforeEach
  void joinStorage() {
    storage = newStorage();
    node = storage.nodes().join("north");
  }

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  List<Outcome> write(Change... changes) {
    return storage.journal().write(node, List.of(changes));
  }

  InstanceRecord queued(String id) {
    return queued(WORKFLOW, id, START);
  }

  InstanceRecord queued(String workflow, String id, Instant startAt) {
    return InstanceRecord.queued(
        storage.ids().nextInstanceNumber(),
        new InstanceKey(workflow, id),
        new InstanceRecord.Origin(json("{\"id\":\"" + id + "\"}"), START, "v1", "api", "ann"),
        startAt);
  }

  InstanceRecord store(InstanceRecord instance) {
    assertThat(write(new InstanceCreated(instance))).containsExactly(Outcome.APPLIED);
    return instance;
  }

  /** Stores an instance that the node runs. */
  InstanceRecord run(String id) {
    return store(queued(id).runningOn(node));
  }

  /** Stores an instance that waits, for ever when no time is given. */
  InstanceRecord sleep(String id, @Nullable Instant wakeAt) {
    InstanceRecord instance = run(id);
    assertThat(write(suspension(instance, wakeAt, 0))).containsExactly(Outcome.APPLIED);
    return instance;
  }

  /** Stores an instance that has completed. */
  InstanceRecord complete(String id) {
    InstanceRecord instance = run(id);
    assertThat(write(completion(instance))).containsExactly(Outcome.APPLIED);
    return instance;
  }

  /** Terminates an instance from outside, whatever it does. */
  Optional<Decision> terminate(InstanceRecord instance) {
    return terminate(storage, instance);
  }

  Optional<Decision> terminate(Storage from, InstanceRecord instance) {
    return from.control()
        .change(
            instance.key(),
            (row, journal) ->
                row.status().isTerminal()
                    ? Decision.nothing(row)
                    : Decision.change(
                        row,
                        row.edit()
                            .status(InstanceStatus.TERMINATED)
                            .owner(null)
                            .wakeAt(null)
                            .endedAt(START.plusSeconds(30))
                            .build()));
  }

  InstanceRecord find(InstanceRecord instance) {
    return storage.reader().find(instance.key()).orElseThrow();
  }

  List<StepRecord> stepsOf(InstanceRecord instance) {
    return storage.reader().listSteps(instance.number(), instance.epoch());
  }

  static StepRecord running(int seq) {
    return StepRecord.started(
        new StepKey(StepKind.RUN, "", "step-" + seq, 1), seq, START.plusSeconds(seq));
  }

  static StepRecord done(int seq) {
    return running(seq).completed(1, json("{\"n\":" + seq + "}"), START.plusSeconds(seq + 1L));
  }

  static StepWritten newStep(InstanceRecord instance, StepRecord step) {
    return new StepWritten(instance.lease(), step, true);
  }

  static StepWritten changedStep(InstanceRecord instance, StepRecord step) {
    return new StepWritten(instance.lease(), step, false);
  }

  static Suspended suspension(InstanceRecord instance, @Nullable Instant wakeAt, int seenSignals) {
    return new Suspended(
        instance.lease(),
        InstanceStatus.WAITING,
        wakeAt,
        seenSignals,
        START,
        "v1",
        START,
        LOG.addAndGet(LogPositions.STEP),
        null);
  }

  static Suspended suspensionAwaiting(InstanceRecord instance, String... types) {
    return suspensionAwaiting(instance, 0, types);
  }

  static Suspended suspensionAwaiting(InstanceRecord instance, int seenSignals, String... types) {
    return new Suspended(
        instance.lease(),
        InstanceStatus.WAITING,
        START.plusSeconds(600),
        seenSignals,
        START,
        "v1",
        START,
        LOG.addAndGet(LogPositions.STEP),
        List.of(types));
  }

  static Ended completion(InstanceRecord instance) {
    Lease lease = instance.lease();
    return new Ended(
        lease,
        InstanceStatus.COMPLETE,
        json("\"fine\""),
        null,
        START,
        START.plusSeconds(9),
        "v2",
        null,
        16,
        List.of(),
        null);
  }

  EventAccepted event(InstanceRecord instance, String eventId) {
    return event(instance, eventId, START.plusSeconds(5));
  }

  EventAccepted event(InstanceRecord instance, String eventId, Instant receivedAt) {
    return event(instance, eventId, "paid", receivedAt);
  }

  EventAccepted event(InstanceRecord instance, String eventId, String type, Instant receivedAt) {
    return new EventAccepted(
        new EventRecord(
            storage.ids().nextEventNumber(),
            instance.number(),
            instance.epoch(),
            eventId,
            type,
            json("{\"amount\":5}"),
            receivedAt));
  }

  static EncodedValue json(String data) {
    return new EncodedValue("json", "tree", data);
  }

  /** Runs two tasks at the same time and returns what they returned. */
  <T> List<T> race(Callable<T> first, Callable<T> second) {
    return race(List.of(first, second));
  }

  /** Runs the tasks at the same time and returns what they returned. */
  <T> List<T> race(List<Callable<T>> tasks) {
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    List<Future<T>> futures = new ArrayList<>();
    for (Callable<T> task : tasks) {
      futures.add(
          threads.submit(
              () -> {
                start.await();
                return task.call();
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError(e);
      }
    }
    return results;
  }
}
