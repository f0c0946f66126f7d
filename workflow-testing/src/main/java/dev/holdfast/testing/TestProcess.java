package dev.holdfast.testing;

import dev.holdfast.engine.Engine;
import dev.holdfast.engine.port.AlarmClock;
import dev.holdfast.engine.port.JournalStore;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** Is one life of the server process under test: an engine that can be killed without a word. */
final class TestProcess implements KitPorts.Access {

  private static final System.Logger LOG = System.getLogger(TestProcess.class.getName());

  private final AtomicBoolean alive = new AtomicBoolean(true);
  private final EngineThreads threads = new EngineThreads();
  private final Changes changes;
  private final CrashPlan crashPlan;
  private final Consumer<TestProcess> crash;
  private final Engine engine;

  /**
   * Makes a process that is not started yet.
   *
   * @param changes is told of every write
   * @param crashPlan says when it dies
   * @param crash kills a process and starts another one
   * @param maker makes its engine
   */
  TestProcess(
      Changes changes,
      CrashPlan crashPlan,
      Consumer<TestProcess> crash,
      Function<TestProcess, Engine> maker) {
    this.changes = changes;
    this.crashPlan = crashPlan;
    this.crash = crash;
    this.engine = maker.apply(this);
  }

  void start() {
    engine.start();
    engine.tick();
  }

  Engine engine() {
    return engine;
  }

  EngineThreads threads() {
    return threads;
  }

  /** Drops everything; whatever still executes is interrupted and can write nothing any more. */
  void kill() {
    alive.set(false);
    threads.stop();
    Thread burial = new Thread(this::abandonAll, "holdfast-kit-end");
    burial.setDaemon(true);
    burial.start();
  }

  /** Lets go of threads that wait for others: nobody else would tell them that all is over. */
  private void abandonAll() {
    Thread.currentThread().interrupt(); // there is no grace time
    try {
      engine.stop();
    } catch (ProcessDiedException e) {
      LOG.log(Level.DEBUG, "A process that is dead cannot leave the cluster", e);
    }
  }

  /** Lets bodies in flight end and leaves the cluster. */
  void stop() {
    engine.stop();
    kill();
  }

  /** Makes alarms that die with the process. */
  AlarmClock mortal(AlarmClock clock) {
    return (at, action) ->
        clock.set(
            at,
            () -> {
              if (alive.get()) {
                action.run();
              }
            });
  }

  @Override
  public <P> P toWrite(Class<P> type, P port) {
    return Mortal.of(type, port, alive::get, changes::changed);
  }

  @Override
  public <P> P toRead(Class<P> type, P port) {
    return Mortal.of(type, port, alive::get, () -> {});
  }

  @Override
  public JournalStore journal(JournalStore store) {
    return crashPlan.over(store, () -> crash.accept(this));
  }
}
