package dev.holdfast.engine;

import dev.holdfast.api.BatchJobResult;
import dev.holdfast.engine.port.BatchExecutions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Is a batch runtime whose jobs do what a test says. Its repository outlives processes; its
 * executions do not, although it goes on believing that they are active.
 */
final class BatchRuntimeFake implements BatchExecutions {

  /** Is an execution, with what belongs to its job. */
  record Run(long number, long job, String name, Map<String, String> properties, State state) {

    Run with(State other) {
      return new Run(number, job, name, properties, other);
    }
  }

  private final Map<Long, Run> runs = new HashMap<>();
  private final List<String> log = new ArrayList<>();
  private boolean stopsAtOnce = true;

  @Override
  public synchronized long start(String job, Map<String, String> properties) {
    if (job.equals("unknown")) {
      throw new BatchJobException("No job XML unknown", new IllegalArgumentException());
    }
    long number = runs.size() + 1L;
    runs.put(number, new Run(number, number, job, Map.copyOf(properties), State.ACTIVE));
    log.add("start " + job);
    return number;
  }

  @Override
  public synchronized long restart(long execution, Map<String, String> properties) {
    Run before = runs.get(execution);
    long number = runs.size() + 1L;
    runs.put(execution, before.with(State.FAILED));
    runs.put(
        number, new Run(number, before.job(), before.name(), Map.copyOf(properties), State.ACTIVE));
    log.add("restart " + execution);
    return number;
  }

  @Override
  public synchronized Optional<Execution> findLatest(long execution) {
    return Optional.ofNullable(runs.get(execution)).flatMap(run -> latest(run.job()));
  }

  @Override
  public synchronized Optional<Execution> findByProperty(
      String job, String property, String value) {
    return runs.values().stream()
        .filter(run -> run.name().equals(job) && value.equals(run.properties().get(property)))
        .findFirst()
        .flatMap(run -> latest(run.job()));
  }

  @Override
  public synchronized void stop(long execution) {
    if (runs.get(execution).state() == State.ACTIVE) {
      log.add("stop " + execution);
      if (stopsAtOnce) {
        end(execution, State.STOPPED);
      }
    }
  }

  private Optional<Execution> latest(long job) {
    return runs.values().stream()
        .filter(run -> run.job() == job)
        .max(Comparator.comparingLong(Run::number))
        .map(
            run ->
                new Execution(
                    run.number(),
                    run.state(),
                    run.state() == State.ACTIVE ? "" : run.state().name(),
                    List.of(
                        new BatchJobResult.Step(
                            "chunks", run.state().name(), Map.of("write_count", 250L)))));
  }

  /** Ends an execution. */
  synchronized void end(long execution, State how) {
    runs.put(execution, runs.get(execution).with(how));
  }

  /** Forgets all jobs, as a repository in memory does with its server. */
  synchronized void forgetAll() {
    runs.replaceAll((number, run) -> run.with(State.ABANDONED));
    runs.keySet().removeIf(number -> true);
  }

  /** Lets jobs that are stopped work on until a test ends them. */
  synchronized void stopSlowly() {
    stopsAtOnce = false;
  }

  /** Returns what was asked, in order. */
  synchronized List<String> log() {
    return List.copyOf(log);
  }

  /** Returns what an execution was told. */
  synchronized Map<String, String> properties(long execution) {
    return runs.get(execution).properties();
  }
}
