package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.run.PlainProcess.Request;
import dev.holdfast.benchmark.workload.Figures;
import java.util.Optional;

/** Is an engine in a process of its own. */
interface Engine extends AutoCloseable {

  /** Performs a workload; empty when the engine cannot do such a thing. */
  Optional<Figures> perform(Request request) throws Exception;

  /** Returns the process. */
  ProcessHandle process();

  /** Ends the process. */
  @Override
  void close();
}
