package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Clients;
import dev.holdfast.benchmark.workload.Door;
import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Request;
import java.util.Map;
import java.util.Optional;

/** Is Holdfast in a server, with the benchmark added to its archive. */
interface HoldfastEngine extends Engine {

  /** Variables of the environment that every server gets. */
  Map<String, String> SETTINGS =
      Map.of(
          "HOLDFAST_PASSWORD_STARTER",
          HoldfastClient.PASSWORD,
          // Sleeps of NAPS leave their thread, as longer ones do; no other workload waits so
          // shortly.
          "HOLDFAST_WAIT_INLINE_THRESHOLD",
          "10ms");

  /** Returns who asks that server for work. */
  HoldfastClient client();

  @Override
  default Optional<Figures> perform(Request request) throws Exception {
    if (request.workload().door() == Door.HTTP) {
      return request.perform(client().subject(), new Clients(Thread::new));
    }
    String answer = client().post("/api/benchmark", request.line());
    return answer.isEmpty() ? Optional.empty() : Optional.of(Figures.parse(answer));
  }
}
