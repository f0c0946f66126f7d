package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.StepResultNotSerializableException;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepResultTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  /** Holds what cannot be stored. */
  record Job(String name, Runnable callback) {}

  /** Holds itself, in the end. */
  static final class Node {
    List<Node> children = new ArrayList<>();
  }

  /** Holds bytes. */
  @SuppressWarnings("ArrayRecordComponent") // bytes in a record are what this is about
  record Picture(String name, byte[] pixels, List<byte[]> thumbnails) {}

  @Test // case 64
  void letsTheCodeGoOnAfterAResultThatCannotBeStored() {
    engine.deploy(
        "w",
        (event, step) -> {
          String caught = "";
          try {
            step.run("a", () -> new Job("j", () -> {}));
          } catch (StepResultNotSerializableException e) {
            caught = e.code() + " " + e.attempts() + " " + e.getMessage();
          }
          return step.run("later", () -> "later") + " " + caught;
        });
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key))
        .asString()
        .startsWith("later step.result_not_serializable 1 ")
        .contains("result.callback");
    assertThat(engine.engine.instances().details(key).attempts()).hasSize(1);
  }

  @Test // case 65
  void failsACyclicResultAfterOneAttempt() {
    Node root = new Node();
    root.children.add(root);
    engine.deploy("w", (event, step) -> step.run("a", () -> root));
    InstanceKey key = engine.create("w");

    InstanceRecord ended = engine.awaitEnd(key);

    assertThat(ended.status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(ended.failure().error().code()).isEqualTo("step.result_not_serializable");
    assertThat(ended.failure().error().message()).contains("result.children[0]");
    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(AttemptRecord::attempt)
        .containsExactly(1);
  }

  @Test // case 68
  void keepsBytesAlsoNestedInRecordsAndLists() {
    byte[] bytes = new byte[200_000];
    bytes[0] = 1;
    bytes[199_999] = -1;
    List<Boolean> same = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) -> {
          byte[] plain = step.run("plain", () -> bytes);
          ByteBuffer buffer =
              step.run("buffer", () -> ByteBuffer.wrap(bytes).position(10).limit(30));
          Picture picture =
              step.run("record", () -> new Picture("p", bytes, List.of(bytes, new byte[0])));
          List<byte[]> list = step.run("list", () -> List.of(bytes));
          same.add(
              step.run(
                  "next",
                  () ->
                      Arrays.equals(plain, bytes)
                          && buffer.equals(ByteBuffer.wrap(bytes, 10, 20))
                          && Arrays.equals(picture.pixels(), bytes)
                          && Arrays.equals(picture.thumbnails().get(0), bytes)
                          && picture.thumbnails().get(1).length == 0
                          && Arrays.equals(list.get(0), bytes)));
          step.sleep("nap", "1 hour");
          same.add(Arrays.equals(plain, bytes) && Arrays.equals(list.get(0), bytes));
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    engine.awaitEnd(key);
    assertThat(same).containsExactly(true, true, true);
  }

  @Test // case 71
  void givesTheRealValueOfASensitiveStepToTheCodeAndMarksItsRecord() {
    List<@Nullable String> tokens = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) -> {
          String token = step.run("login", StepOptions.DEFAULT.withSensitive(), () -> "s3cret");
          step.run("use", () -> tokens.add(token));
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");
    engine.awaitEnd(key);

    assertThat(tokens).containsExactly("s3cret");
    assertThat(engine.steps(key).get(0).options()).contains("sensitive");
    assertThat(engine.steps(key).get(1).options()).isNull();
  }

  @Test
  void endsTheInstanceWhenTheCodeCannotReadAStoredResultAnyMore() {
    AtomicBoolean changed = new AtomicBoolean();
    engine.deploy(
        "w",
        (event, step) -> {
          String seen;
          try {
            seen =
                changed.get()
                    ? "" + step.run("a", Integer.class, () -> 1)
                    : step.run("a", () -> "text");
          } catch (RuntimeException e) {
            seen = "caught";
          }
          step.sleep("nap", "1 hour");
          return seen;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    changed.set(true);
    engine.advance("1 hour");

    assertThat(engine.awaitEnd(key).failure().error().code()).isEqualTo("step.result_unreadable");
  }
}
