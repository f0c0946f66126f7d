package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Request;
import java.util.Optional;

/** Is an engine in a process of its own. */
interface Engine extends AutoCloseable {

  /** Performs a workload; empty when the engine cannot do such a thing. */
  Optional<Figures> perform(Request request) throws Exception;

  /** Returns the process. */
  ProcessHandle process();

  /** Returns the process that stores for it, when that is not the database that engines share. */
  default Optional<ProcessHandle> ownDatabase() {
    return Optional.empty();
  }

  /** Ends the process. */
  @Override
  default void close() {
    process().destroyForcibly();
    process().onExit().join();
  }
}
