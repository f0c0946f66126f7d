package dev.holdfast.samples.kitchen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.samples.FakeStep;
import dev.holdfast.samples.database.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EffectLedgerTest {

  private static final Instant NOON = Instant.parse("2030-06-01T12:00:00.123456Z");

  @AfterEach
  void clear() {
    System.clearProperty("holdfast.node.name");
  }

  @ParameterizedTest
  @EnumSource
  void listsTheEffectsOfAnInstanceInOrder(TestDatabase kind) {
    EffectLedger ledger = new EffectLedger(kind.fresh());
    Effect first = new Effect("i1", 1, "k", "a", 1, "node-1", NOON);
    Effect second = new Effect("i1", null, "k", "a", 2, "node-2", NOON.minusSeconds(5));
    ledger.record(first);
    ledger.record(new Effect("i2", 1, "k", "a", 1, "node-1", NOON));
    ledger.record(second);

    assertThat(ledger.list("i1")).containsExactly(first, second);
    assertThat(ledger.list("i3")).isEmpty();
  }

  @Test
  void recordsEachAttemptOfABody() {
    System.setProperty("holdfast.node.name", "node-7");
    ListedEffects effects = new ListedEffects();

    Scripts.run(
        """
        [{"repeat":2,"do":[{"run":"a${i}","effect":"k${i}","failTimes":1}]}]\
        """,
        new FakeStep(),
        effects);

    assertThat(effects.list("i1"))
        .extracting(Effect::key, Effect::step, Effect::attempt, Effect::epoch, Effect::node)
        .containsExactly(
            tuple("k0", "a0", 1, 3, "node-7"),
            tuple("k0", "a0", 2, 3, "node-7"),
            tuple("k1", "a1", 1, 3, "node-7"),
            tuple("k1", "a1", 2, 3, "node-7"));
  }
}
