package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Blob;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.StepResultTooLargeException;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.LargeValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LargeResultTest {

  private static final StepOptions LARGE = StepOptions.DEFAULT.withLargeResult();
  private static final int MIB = 1 << 20;

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void keepsAnyValueOverTheLimitInChunks() {
    AtomicInteger bodies = new AtomicInteger();
    List<List<Integer>> seen = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) -> {
          seen.add(
              step.run(
                  "a",
                  LARGE,
                  () -> {
                    bodies.incrementAndGet();
                    return Collections.nCopies(300_000, 1234);
                  }));
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    engine.awaitEnd(key);
    assertThat(seen).hasSize(2).allMatch(Collections.nCopies(300_000, 1234)::equals);
    assertThat(bodies).hasValue(1);
    assertThat(engine.blobs.stored()).hasSize(1);
    assertThat(LargeValue.of(engine.steps(key).get(0).result()))
        .hasValueSatisfying(
            large -> {
              assertThat(large.isBlob()).isFalse();
              assertThat(large.shown()).startsWith("[1234,1234,").hasSize(1024);
              assertThat(large.truncated()).isTrue();
            });
  }

  @Test
  void keepsAValueWithinTheLimitInTheRecord() {
    engine.deploy("w", (event, step) -> step.run("a", LARGE, () -> "small"));
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("small");
    assertThat(engine.blobs.begun()).isZero();
    assertThat(engine.steps(key).get(0).result())
        .extracting(EncodedValue::data)
        .isEqualTo("\"small\"");
  }

  @Test
  void keepsBytes() {
    byte[] content = new byte[2 * MIB];
    content[7] = 7;
    engine.deploy(
        "w", (event, step) -> Arrays.equals(step.run("a", LARGE, () -> content), content));
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo(true);
    assertThat(LargeValue.of(engine.steps(key).get(0).result()).orElseThrow().shown())
        .isEqualTo("[binary: 2097152 bytes]");
  }

  @Test
  void refusesForGoodWhatTakesTheInstancePastItsStorage() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", LARGE, () -> "x".repeat(3 * MIB / 2));
          step.run("b", LARGE, () -> "x".repeat(3 * MIB / 2));
          step.sleep("nap", "1 hour");
          try {
            return step.run("c", LARGE, () -> "x".repeat(3 * MIB / 2));
          } catch (StepResultTooLargeException e) {
            return e.attempts() + " " + e.getMessage();
          }
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key))
        .asString()
        .startsWith("1 ")
        .contains("c-1", "4194304 bytes", "holdfast.limits.instance-size");
    assertThat(engine.blobs.stored()).hasSize(2);
  }

  @Test
  void countsOrdinaryResultsToo() {
    engine.deploy(
        "w",
        (event, step) -> {
          for (int i = 0; i < 4; i++) {
            step.run("fits", () -> "x".repeat(1_000_000));
          }
          try {
            return step.run("a", () -> "x".repeat(1_000_000));
          } catch (StepResultTooLargeException e) {
            return e.getMessage();
          }
        });

    assertThat(engine.awaitOutput(engine.create("w")))
        .asString()
        .contains("a-1", "holdfast.limits.instance-size");
  }

  @Test
  void readsAValueOnceTheDatabaseIsInReachAgain() {
    engine.deploy(
        "w",
        (event, step) -> {
          int length = step.run("a", LARGE, () -> "x".repeat(2 * MIB)).length();
          engine.blobs.unreachable.set(1);
          step.sleep("nap", "1 hour");
          return length;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).hasToString("2097152");
  }

  @Test
  void tellsTheOptionInTheErrorOfAResultThatIsTooLarge() {
    engine.deploy("w", (event, step) -> step.run("a", () -> "x".repeat(MIB)));

    assertThat(engine.awaitEnd(engine.create("w")).failure().error().message())
        .contains("a-1", "1048578 bytes", "1048576", "largeResult");
  }

  @Test // case 169
  void leavesWithTheResultsThatARestartRemoves() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("a", LARGE, () -> "x".repeat(MIB));
          step.run("b", () -> Blob.of(new byte[10]));
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);
    BlobKey first = engine.blobs.stored().get(0);

    engine.steer(key, new Command.Restart(Optional.of(engine.steps(key).get(1).key())));
    engine.awaitEnd(key);
    assertThat(engine.blobs.stored()).hasSize(2).contains(first);

    engine.steer(key, new Command.Restart(Optional.empty()));
    engine.awaitEnd(key);
    assertThat(engine.blobs.stored()).hasSize(2).doesNotContain(first);

    engine.steer(key, new Command.Delete());
    assertThat(engine.blobs.stored()).isEmpty();
  }
}
