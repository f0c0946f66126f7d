package dev.holdfast.testing;

import dev.holdfast.engine.Engine;
import dev.holdfast.engine.port.AlarmClock;
import java.util.concurrent.atomic.AtomicBoolean;

/** Is one life of the server process under test: an engine that can be killed without a word. */
final class TestProcess {

  private final AtomicBoolean alive = new AtomicBoolean(true);
  private final EngineThreads threads = new EngineThreads();
  private final Engine engine;

  /** Makes the engine of a process, which it gives its threads and tells whether it lives. */
  interface EngineMaker {
    Engine make(TestProcess process);
  }

  TestProcess(EngineMaker maker) {
    this.engine = maker.make(this);
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

  boolean isAlive() {
    return alive.get();
  }

  /** Makes alarms that die with the process. */
  AlarmClock mortal(AlarmClock clock) {
    return (at, action) ->
        clock.set(
            at,
            () -> {
              if (isAlive()) {
                action.run();
              }
            });
  }

  /** Drops everything; whatever still executes is interrupted and can write nothing any more. */
  void kill() {
    alive.set(false);
    threads.stop();
  }

  /** Lets bodies in flight end and leaves the cluster. */
  void stop() {
    engine.stop();
    kill();
  }
}
