package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server again and again while it has many instances in hand. Takes minutes, so it is for
 * who asks: {@code -Dit.crash.loops=10}.
 */
@EnabledIfSystemProperty(named = "it.crash.loops", matches = "\\d+")
class CrashLoopIT {

  private static final System.Logger LOG = System.getLogger(CrashLoopIT.class.getName());
  private static final String WORKFLOW = "kitchen-sink";
  private static final int INSTANCES = 200;
  private static final int STEPS = 8;

  /** Parts of the script whose effects have an order. */
  private static final List<String> LANES = List.of("first", "left", "right", "last");

  private static final String SCRIPT =
      """
      {"script": [
        %s,
        {"parallel": [[%s], [%s]]},
        {"sleep": "nap", "for": "3 seconds"},
        %s
      ]}
      """
          .formatted(LANES.stream().map(CrashLoopIT::lane).toArray());

  private final List<Instant> kills = new ArrayList<>();
  private final List<Finished> finished = new ArrayList<>();

  /** Says that a step was shown as complete, shortly before a kill. */
  private record Finished(String instance, String effect, Instant seenAt) {}

  @Test
  void completesEveryInstanceAndRepeatsOnlyBodiesInFlight(@TempDir Path folder) throws Exception {
    int loops = Integer.getInteger("it.crash.loops");
    Map<String, String> variables = Map.of("HOLDFAST_NODE_NAME", "the-only-one");
    for (int loop = 0; loop < loops; loop++) {
      try (LaunchedServer server = LaunchedServer.launch(folder, variables)) {
        Instant readyAt = server.awaitStart();
        RestClient rest = server.rest();
        if (loop == 0) {
          ids().forEach(id -> rest.start(WORKFLOW, id, SCRIPT));
        }
        awaitWork(rest, readyAt, loop);
        noteFinished(rest, loop);
        kills.add(server.kill());
      }
    }

    try (LaunchedServer server = LaunchedServer.launch(folder, variables)) {
      server.awaitStart();
      RestClient rest = server.rest();
      ids().forEach(id -> rest.awaitStatus(WORKFLOW, id, "complete"));

      ids().forEach(id -> checkOrder(id, rest.effects(id)));
      finished.forEach(step -> checkNotRepeated(step, rest.effects(step.instance())));
      assertThat(finished).isNotEmpty();
      LOG.log(Level.INFO, summary(rest));
    }
  }

  /** Waits until the server has worked for a while, each time another while. */
  private static void awaitWork(RestClient rest, Instant readyAt, int loop) {
    rest.await(
        () ->
            sample(loop)
                    .flatMap(id -> rest.effects(id).stream())
                    .filter(effect -> effect.at().isAfter(readyAt))
                    .count()
                >= loop % 4 * 5L);
  }

  private void noteFinished(RestClient rest, int loop) {
    sample(loop)
        .forEach(
            id -> {
              JsonObject details = rest.details(WORKFLOW, id);
              Instant seenAt = Instant.now();
              details.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
                  .filter(step -> step.getString("kind").equals("run"))
                  .filter(step -> step.getString("status").equals("complete"))
                  .forEach(step -> finished.add(new Finished(id, step.getString("name"), seenAt)));
            });
  }

  private void checkOrder(String id, List<RecordedEffect> effects) {
    for (String lane : LANES) {
      List<RecordedEffect> own =
          effects.stream().filter(effect -> effect.key().startsWith(lane)).toList();
      assertThat(RecordedEffect.keysOnce(own))
          .as(id)
          .isEqualTo(IntStream.range(0, STEPS).mapToObj(i -> lane + "-" + i).toList());
      assertThat(own).as(id).extracting(RecordedEffect::attempt).containsOnly(1);
      for (int i = 1; i < own.size(); i++) {
        Instant before = own.get(i - 1).at();
        Instant after = own.get(i).at();
        if (own.get(i - 1).key().equals(own.get(i).key())) {
          assertThat(kills)
              .as("%s: a kill between two of %s", id, own.get(i))
              .anyMatch(kill -> kill.isAfter(before) && kill.isBefore(after));
        }
      }
    }
  }

  private static void checkNotRepeated(Finished step, List<RecordedEffect> effects) {
    assertThat(effects)
        .as("%s, seen complete at %s", step.effect(), step.seenAt())
        .noneMatch(
            effect -> effect.key().equals(step.effect()) && effect.at().isAfter(step.seenAt()));
  }

  private String summary(RestClient rest) {
    Map<String, Long> counts = new LinkedHashMap<>();
    long bodies = ids().mapToLong(id -> rest.effects(id).size()).sum();
    counts.put("kills", (long) kills.size());
    counts.put("instances", (long) INSTANCES);
    counts.put("steps seen complete before a kill", (long) finished.size());
    counts.put("bodies begun", bodies);
    counts.put("of them repeated", bodies - (long) INSTANCES * LANES.size() * STEPS);
    return counts.toString();
  }

  private static Stream<String> ids() {
    return IntStream.range(0, INSTANCES).mapToObj(i -> "instance-" + i);
  }

  private static Stream<String> sample(int loop) {
    return ids().skip(loop * 19L % INSTANCES).limit(5);
  }

  private static String lane(String name) {
    return """
    {"repeat": %d, "do": [{"run": "%s-${i}", "effect": "%s-${i}", "takes": "100 ms"}]}
    """
        .formatted(STEPS, name, name);
  }
}
