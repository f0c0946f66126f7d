package dev.holdfast.samples.kitchen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.samples.kitchen.ScriptProof.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs random scripts without crashes and with some, and compares. {@code -Dholdfast.scripts=10000}
 * runs that many; {@code -Dholdfast.scripts.seed=…} begins with another seed.
 */
class RandomScriptsTest {

  private static final int SCRIPTS = Integer.getInteger("holdfast.scripts", 150);
  private static final long SEED = Long.getLong("holdfast.scripts.seed", 20_261_001L);
  private static final int FAILURES_SHOWN = 3;

  private final Logger log = Logger.getLogger("dev.holdfast");
  private final ScriptProof proof = new ScriptProof(effects -> effects);

  @BeforeEach
  void expectCrashes() {
    log.setLevel(Level.OFF);
  }

  @AfterEach
  void logAgain() {
    log.setLevel(null);
  }

  @Test
  void endTheSameWayWhereverTheServerDies() {
    List<String> failures = new ArrayList<>();
    long start = System.nanoTime();
    long crashes = 0;
    long writes = 0;
    int scripts = 0;
    while (scripts < SCRIPTS && failures.size() < FAILURES_SHOWN) {
      RandomScript script = ScriptGenerator.generate(SEED + scripts++);
      Finding finding = proof.check(script);
      crashes += finding.crashes();
      writes += finding.writes();
      if (!finding.problems().isEmpty()) {
        failures.add(described(script, finding));
      }
    }
    System.out.printf(
        "%d random scripts from seed %d: %d crashes, %d journal writes, %d s%n",
        scripts, SEED, crashes, writes, Duration.ofNanos(System.nanoTime() - start).toSeconds());

    assertThat(failures).as("scripts that crashes change").isEmpty();
    assertThat(crashes).isGreaterThanOrEqualTo(scripts / 2);
  }

  private String described(RandomScript script, Finding finding) {
    RandomScript smallest =
        new ScriptShrinker(it -> !proof.check(it, finding.planned()).problems().isEmpty())
            .shrink(script);
    return "%s%n  %s%n  problems: %s%n  before anything was dropped: %s"
        .formatted(
            smallest,
            finding.planned(),
            proof.check(smallest, finding.planned()).problems(),
            finding.problems());
  }
}
