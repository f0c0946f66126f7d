package dev.holdfast.testing;

import dev.holdfast.engine.Engine;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.probe.TestMode;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.json.JsonbPayloadCodec;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is the server under test: a database in memory that outlives the processes, and the process that
 * runs at present.
 */
final class TestServer {

  private static final System.Logger LOG = System.getLogger(TestServer.class.getName());

  private static final String NODE = "kit";
  private static final int DEATHS_IN_A_CALL = 10;

  private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);

  /** How long the engine may take to come to rest, and waiters wait, in wall time. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Changes changes = new Changes();
  private final CrashPlan crashPlan = new CrashPlan();
  private final PayloadCodec codec = new JsonbPayloadCodec();
  private final WorkflowRegistry registry = new WorkflowRegistry();
  private final TestClock clock = new TestClock(this::tick, this::awaitRest);
  private final KitPorts ports = new KitPorts(codec, clock);
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

  void onCommit(Runnable action) {
    ports.onCommit(action);
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

  private synchronized void crash(TestProcess dying) {
    dying.kill();
    if (dying == process) {
      deaths++;
      replaceProcess();
    }
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

  /** Ends without leaving anything behind; a body that is still busy is interrupted. */
  void close() {
    TestProcess last = process();
    if (!last.threads().comesToRest(LAST_PATIENCE)) {
      LOG.log(Level.DEBUG, "A test has ended while something was going on");
    }
    last.kill();
  }

  private synchronized TestProcess process() {
    return process;
  }

  private void tick() {
    process().engine().tick();
  }

  private TestProcess newProcess() {
    return new TestProcess(
        changes,
        crashPlan,
        this::crash,
        made ->
            new Engine(
                NODE,
                ports.of(made, made.mortal(clock.alarms()), made.threads()),
                KitPorts.settings(),
                registry,
                testMode));
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
