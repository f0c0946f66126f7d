package dev.holdfast.samples.kitchen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.samples.kitchen.ScriptProof.Finding;
import dev.holdfast.samples.kitchen.ScriptTrial.Crash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shows that the proof by random scripts finds what it is meant to find. */
class ScriptProofTest {

  private static final Map<String, @Nullable Object> TRANSACTIONAL =
      Map.of("run", "tx1", "transactional", true, "effect", "tx1", "result", 1);
  private static final Map<String, @Nullable Object> PLAIN =
      Map.of("run", "ef2", "effect", "ef2", "result", 2);
  private static final Map<String, @Nullable Object> SLEEP = Map.of("sleep", "sleep3", "for", "1h");
  private static final List<Crash> BEFORE_THE_FIRST_WRITE = List.of(new Crash(1, true));

  private static final Map<String, @Nullable Object> UNDONE =
      Map.of("run", "run4-txundo", "compensate", "unrun4-txundo", "compensateTransactional", true);
  private static final Map<String, @Nullable Object> FAIL = Map.of("fail", "It fails");

  /** Keeps the effects of transactional steps at once, whether they are committed or not. */
  private record WithoutTransaction(CommittedEffects effects) implements Effects {
    @Override
    public void record(Effect effect) {
      effects.record(effect);
    }

    @Override
    public void recordInTransaction(Effect effect) {
      effects.commit(effect);
    }

    @Override
    public List<Effect> list(String instanceId) {
      return effects.list(instanceId);
    }
  }

  private static Finding check(
      UnaryOperator<Effects> around, List<Map<String, @Nullable Object>> script) {
    RandomScript made = new RandomScript(1, script, List.of(), false);
    return new ScriptProof(around).check(made, BEFORE_THE_FIRST_WRITE);
  }

  @Test
  void findsNothingWhereAllIsWell() {
    Finding finding = check(effects -> effects, List.of(TRANSACTIONAL, PLAIN, SLEEP));

    assertThat(finding.problems()).isEmpty();
    assertThat(finding.crashes()).isEqualTo(1);
  }

  @Test
  void findsAnEffectThatIsNotPartOfItsTransaction() {
    Finding finding =
        check(
            effects -> new WithoutTransaction((CommittedEffects) effects), List.of(TRANSACTIONAL));

    assertThat(finding.problems())
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .isEqualTo(
                        "With crashes: Committed effects are {tx1 1=2}, by the journal they are {tx1 1=1}"));
  }

  @Test
  void findsACompensationWhoseEffectIsLost() {
    Finding lost =
        check(
            effects -> new WithoutTransaction(new CommittedEffects(action -> {})),
            List.of(UNDONE, FAIL));

    assertThat(check(effects -> effects, List.of(UNDONE, FAIL)).problems()).isEmpty();
    assertThat(lost.problems())
        .contains(
            "Without crashes: Committed effects are {}, by the journal they are {unrun4-txundo 1=1}");
  }

  @Test
  void findsThatTwoRunsEndDifferently() {
    AtomicInteger trials = new AtomicInteger();
    List<Object> returned = new ArrayList<>();
    Finding finding =
        check(
            effects -> {
              returned.add(trials.incrementAndGet());
              return effects;
            },
            List.of(PLAIN, Map.of("return", returned)));

    assertThat(finding.problems())
        .anySatisfy(problem -> assertThat(problem).startsWith("end without crashes"));
  }

  @Test
  void dropsFromAScriptWhatDoesNotMatter() {
    Map<String, @Nullable Object> parallel =
        Map.of("parallel", List.of(List.of(PLAIN, SLEEP), List.of(TRANSACTIONAL)));
    RandomScript script = new RandomScript(1, List.of(PLAIN, parallel, PLAIN), List.of(), false);

    RandomScript smallest =
        new ScriptShrinker(it -> it.toString().contains("sleep3")).shrink(script);

    assertThat(smallest.script()).isEqualTo(List.of(Map.of("parallel", List.of(List.of(SLEEP)))));
  }

  @Test
  void usesEveryInstructionInOneScriptOrAnother() {
    Set<String> used = new TreeSet<>();
    LongStream.range(0, 300)
        .mapToObj(ScriptGenerator::generate)
        .forEach(script -> collectNames(script.script(), used));

    assertThat(used)
        .contains(
            "run",
            "sleep",
            "sleepUntil",
            "waitForEvent",
            "parallel",
            "allSettled",
            "race",
            "any",
            "repeat",
            "if",
            "return",
            "fail",
            "transactional",
            "sensitive",
            "largeResult",
            "blobBytes",
            "delays",
            "retries",
            "failTimes",
            "compensate",
            "compensateTransactional",
            "compensateFailTimes",
            "progress",
            "catch",
            "onTimeout");
    assertThat(ScriptGenerator.generate(7)).isEqualTo(ScriptGenerator.generate(7));
  }

  private static void collectNames(@Nullable Object part, Set<String> names) {
    if (part instanceof Map<?, ?> members) {
      members.forEach(
          (name, member) -> {
            names.add(String.valueOf(name));
            collectNames(member, names);
          });
    } else if (part instanceof List<?> elements) {
      elements.forEach(element -> collectNames(element, names));
    }
  }
}
