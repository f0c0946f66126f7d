package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Request;
import java.io.IOException;
import java.util.Optional;

/** Is Holdfast in a server, with the benchmark added to its archive. */
interface HoldfastEngine extends Engine {

  /** Returns who asks that server for work. */
  HoldfastClient client();

  @Override
  default Optional<Figures> perform(Request request) throws IOException, InterruptedException {
    return Optional.of(Figures.parse(client().post("/benchmark", request.line())));
  }
}
