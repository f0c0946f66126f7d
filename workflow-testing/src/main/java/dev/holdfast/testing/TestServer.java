package dev.holdfast.testing;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.Engine;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.EngineSettings.Limits;
import dev.holdfast.engine.port.IdSource;
import dev.holdfast.engine.port.InstanceControl;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.InstanceReader;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.probe.TestMode;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.json.JsonbPayloadCodec;
import dev.holdfast.memory.InMemoryCallersTransaction;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryIdSource;
import dev.holdfast.memory.InMemoryInstanceControl;
import dev.holdfast.memory.InMemoryInstanceQueue;
import dev.holdfast.memory.InMemoryInstanceReader;
import dev.holdfast.memory.InMemoryJournalStore;
import dev.holdfast.memory.InMemoryNodeStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Is the server under test: a database in memory that outlives the processes, and the process that
 * runs at present.
 */
final class TestServer {

  private static final String NODE = "kit";
  private static final int DEATHS_IN_A_CALL = 10;
  private static final int MEBIBYTE = 1 << 20;

  /** How long the engine may take to come to rest, and waiters wait, in wall time. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Changes changes = new Changes();
  private final CrashPlan crashPlan = new CrashPlan();
  private final PayloadCodec codec = new JsonbPayloadCodec();
  private final WorkflowRegistry registry = new WorkflowRegistry();
  private final IdSource ids = new InMemoryIdSource();
  private final TestClock clock = new TestClock(this::tick, this::awaitRest);
  private final InMemoryDatabase database = new InMemoryDatabase(clock);
  private final InstanceService instances = surviving();
  private final TestMode testMode = new TestMode(() -> instances);
  private TestProcess process = newProcess();
  private int deaths;

  TestServer() {
    process.start();
  }

  TestClock clock() {
    return clock;
  }

  Changes changes() {
    return changes;
  }

  CrashPlan crashPlan() {
    return crashPlan;
  }

  PayloadCodec codec() {
    return codec;
  }

  WorkflowRegistry registry() {
    return registry;
  }

  TestMode testMode() {
    return testMode;
  }

  /** Returns the door of whatever engine runs at present. */
  InstanceService instances() {
    return instances;
  }

  /** Returns how many processes have died so far. */
  synchronized int deaths() {
    return deaths;
  }

  /** Kills the present process without a word and starts another one under its name. */
  void crash() {
    crash(process());
  }

  /** Stops the present process in an orderly way, changes something, and starts another one. */
  void restart(Runnable change) {
    process().stop();
    change.run();
    replaceProcess();
  }

  private synchronized void replaceProcess() {
    process = newProcess();
    process.start();
    changes.changed();
  }

  void awaitRest() {
    TestProcess resting;
    do {
      resting = process();
      resting.threads().awaitRest(PATIENCE);
    } while (resting != process());
  }

  void close() {
    process().kill();
  }

  private synchronized TestProcess process() {
    return process;
  }

  private void tick() {
    process().engine().tick();
  }

  private synchronized void crash(TestProcess dying) {
    dying.kill();
    if (dying == process) {
      deaths++;
      replaceProcess();
    }
  }

  private TestProcess newProcess() {
    return new TestProcess(made -> new Engine(NODE, ports(made), settings(), registry, testMode));
  }

  private Ports ports(TestProcess made) {
    JournalStore journal =
        crashPlan.over(new InMemoryJournalStore(database), () -> crash(made));
    Runnable changed = changes::changed;
    return new Ports(
        Mortal.of(JournalStore.class, journal, made::isAlive, changed),
        Mortal.of(
            InstanceQueue.class, new InMemoryInstanceQueue(database), made::isAlive, changed),
        Mortal.of(NodeStore.class, new InMemoryNodeStore(database), made::isAlive, changed),
        Mortal.of(
            InstanceControl.class, new InMemoryInstanceControl(database), made::isAlive, changed),
        Mortal.of(
            InstanceReader.class, new InMemoryInstanceReader(database), made::isAlive, () -> {}),
        ids,
        new InMemoryCallersTransaction(),
        codec,
        made.mortal(clock.alarms()),
        clock,
        made.threads(),
        new Random(1));
  }

  /** Every wait leaves its thread, so that the engine comes to rest. */
  private static EngineSettings settings() {
    StepOptions defaults =
        StepOptions.ofRetry(
                RetryPolicy.ofLimit(5)
                    .withDelay("10s")
                    .withBackoff(Backoff.EXPONENTIAL)
                    .withJitter(0))
            .withTimeout("10 minutes");
    return new EngineSettings(
        defaults,
        new Limits(MEBIBYTE, MEBIBYTE),
        100,
        Duration.ZERO,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        10);
  }

  /** Makes a door that leads to the present engine, and to the next one when that dies. */
  private InstanceService surviving() {
    return (InstanceService)
        Proxy.newProxyInstance(
            InstanceService.class.getClassLoader(),
            new Class<?>[] {InstanceService.class},
            (proxy, method, args) -> call(method, args));
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    for (int death = 1; ; death++) {
      try {
        return method.invoke(process().engine().instances(), args);
      } catch (InvocationTargetException e) {
        Throwable thrown = e.getCause() == null ? e : e.getCause();
        if (!(thrown instanceof ProcessDiedException) || death == DEATHS_IN_A_CALL) {
          throw thrown;
        }
      }
    }
  }
}
