package dev.holdfast.benchmark.jmh;

import dev.holdfast.engine.model.Change;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures how long a run takes to replay a journal that has been read, up to the end. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ReplayBenchmark {

  /** Entries of the journal: steps that are recorded. */
  @Param({"10", "1000"})
  public int entries;

  private Recorded recorded = Recorded.ofSteps(1);

  /** Made by JMH. */
  public ReplayBenchmark() {}

  /** Makes the journal. */
  @Setup
  public void record() {
    recorded = Recorded.ofSteps(entries);
  }

  /**
   * Replays it.
   *
   * @return how the run has ended
   */
  @Benchmark
  public Change.Ended replay() {
    return recorded.replay();
  }
}
