package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.Blob;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.StepResultTooLargeException;
import dev.holdfast.api.TypeToken;
import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.StepRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobTest {

  private static final StepOptions ONE_RETRY =
      StepOptions.ofRetry(RetryPolicy.ofLimit(1).withDelay("0s"));

  private final EngineFixture engine = new EngineFixture();
  private final AtomicInteger bodies = new AtomicInteger();

  @AfterEach
  void close() {
    engine.close();
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  /** Is what happens when a stream is read. */
  private interface Reading {
    int read() throws IOException;
  }

  private static InputStream stream(Reading reading) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return reading.read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return reading.read();
      }
    };
  }

  /** Gives some bytes, and then fails. */
  private static InputStream failingAfter(int count) {
    return new SequenceInputStream(
        new ByteArrayInputStream(bytes(count)),
        stream(
            () -> {
              throw new IOException("connection reset");
            }));
  }

  @Test // case 223
  void givesTheBytesOfAStreamOnTheFirstExecutionAndOnReplay() {
    byte[] content = bytes(14_000);
    List<byte[]> seen = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) -> {
          Blob blob =
              step.run(
                  "a",
                  () -> {
                    bodies.incrementAndGet();
                    return Blob.of(
                        new SequenceInputStream(
                            new ByteArrayInputStream(content, 0, 7_000),
                            new ByteArrayInputStream(content, 7_000, 7_000)));
                  });
          seen.add(blob.open().readAllBytes());
          step.sleep("nap", "1 hour");
          return blob.size();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).hasToString("14000");
    assertThat(seen).hasSize(2).allMatch(read -> Arrays.equals(read, content));
    assertThat(bodies).hasValue(1);
  }

  @Test // case 224
  void keepsAnEmptyOne() {
    engine.deploy(
        "w",
        (event, step) -> {
          Blob blob = step.run("a", () -> Blob.of(new byte[0]));
          return blob.size() + " " + blob.open().readAllBytes().length;
        });

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("0 0");
  }

  @Test
  void givesAFreshStreamForEachCallAlsoInTheBodiesOfLaterSteps() {
    byte[] content = bytes(700_000);
    engine.deploy(
        "w",
        (event, step) -> {
          Blob blob = step.run("a", () -> Blob.of(content));
          try (InputStream first = blob.open()) {
            first.readNBytes(300_000);
          }
          Blob copy = step.run("copy", () -> blob);
          return step.run(
              "compare",
              () ->
                  Arrays.equals(blob.open().readAllBytes(), content)
                      && Arrays.equals(copy.open().readAllBytes(), content)
                      && copy.open().read() == (content[0] & 0xFF));
        });

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo(true);
    assertThat(engine.blobs.stored()).hasSize(2);
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("report.txt"), "all is well");
    engine.deploy(
        "w",
        (event, step) ->
            new String(
                step.run("a", () -> Blob.of(file)).open().readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8));

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("all is well");
  }

  @Test
  void needsNoTypeAndAcceptsIt() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run("a", () -> Blob.of(bytes(1))).size()
                + step.run("b", Blob.class, () -> Blob.of(bytes(2))).size()
                + step.run("c", new TypeToken<Blob>() {}, () -> Blob.of(bytes(3))).size()
                + ((Blob) step.run("d", new TypeToken<Object>() {}, () -> Blob.of(bytes(4))))
                    .size());

    assertThat(engine.awaitOutput(engine.create("w"))).hasToString("10");
  }

  @Test
  void cannotBeReadAsSomethingElse() {
    AtomicBoolean changed = new AtomicBoolean();
    engine.deploy(
        "w",
        (event, step) -> {
          Object first =
              changed.get()
                  ? step.run("a", String.class, () -> "")
                  : step.run("a", () -> Blob.of(bytes(1)));
          step.sleep("nap", "1 hour");
          return first.toString();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    changed.set(true);
    engine.advance("1 hour");

    assertThat(engine.awaitEnd(key).failure().error().code()).isEqualTo("step.result_unreadable");
  }

  /** Holds a blob, which only a step's result itself can be. */
  record Holder(Blob blob) {}

  @Test
  void cannotBePartOfAnotherValue() {
    engine.deploy("w", (event, step) -> step.run("a", () -> new Holder(Blob.of(bytes(1)))));
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitEnd(key).failure().error().code())
        .isEqualTo("step.result_not_serializable");
    assertThat(engine.get(key).failure().error().message()).contains("result.blob", "by itself");
  }

  @Test // case 226
  void failsTheAttemptWhenTheStreamFailsAndLeavesNoChunks() {
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            return step.run(
                "a",
                ONE_RETRY,
                () -> {
                  bodies.incrementAndGet();
                  return Blob.of(failingAfter(400_000));
                });
          } catch (StepFailedException e) {
            return e.errorName() + " " + e.getMessage() + " " + e.attempts();
          }
        });
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("IOException connection reset 2");
    assertThat(bodies).hasValue(2);
    assertThat(engine.blobs.begun()).isEqualTo(2);
    assertThat(engine.blobs.stored()).isEmpty();
  }

  @Test
  void keepsTheChunksOfTheAttemptThatSucceeded() {
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                    "a",
                    ONE_RETRY,
                    context ->
                        context.attempt() == 1
                            ? Blob.of(failingAfter(400_000))
                            : Blob.of(bytes(500_000)))
                .open()
                .readAllBytes()
                .length);

    assertThat(engine.awaitOutput(engine.create("w"))).hasToString("500000");
    assertThat(engine.blobs.stored()).hasSize(1);
  }

  @Test
  void countsTheReadingAgainstTheTimeoutOfTheAttempt() {
    StepOptions options = StepOptions.ofTimeout("2s").withRetry(RetryPolicy.none());
    CountDownLatch reading = new CountDownLatch(1);
    InputStream endless =
        stream(
            () -> {
              reading.countDown();
              try {
                new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                return -1;
              } catch (InterruptedException e) {
                throw new InterruptedIOException();
              }
            });
    engine.deploy("w", (event, step) -> step.run("a", options, () -> Blob.of(endless)));
    InstanceKey key = engine.create("w");
    await().until(() -> reading.getCount() == 0);

    engine.advance("2s");

    assertThat(engine.awaitEnd(key).failure().error().name()).isEqualTo("StepTimeoutException");
  }

  @Test
  void isRefusedForGoodBeyondTheStorageOfTheInstance() {
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            return step.run("a", () -> Blob.of(bytes((int) EngineFixture.INSTANCE_BYTES + 1)));
          } catch (StepResultTooLargeException e) {
            return e.code() + " " + e.attempts() + " " + e.getMessage();
          }
        });

    assertThat(engine.awaitOutput(engine.create("w")))
        .asString()
        .startsWith("step.result_too_large 1 ")
        .contains("a-1", "4194304 bytes", "holdfast.limits.instance-size");
    assertThat(engine.blobs.stored()).isEmpty();
  }

  @Test
  void isStoredAgainAfterACrashAndNothingIsLeftOfTheFirstTry() {
    CountDownLatch firstChunk = new CountDownLatch(1);
    AtomicBoolean crashed = new AtomicBoolean();
    engine.blobs.whenWritten =
        () -> {
          if (!crashed.get()) {
            firstChunk.countDown();
            park();
          }
        };
    engine.deploy("w", (event, step) -> step.run("a", () -> Blob.of(bytes(600_000))).size());
    InstanceKey key = engine.create("w");
    await().until(() -> firstChunk.getCount() == 0);

    crashed.set(true);
    engine.crashAndRestart();

    assertThat(engine.awaitOutput(key)).hasToString("600000");
    assertThat(engine.blobs.begun()).isEqualTo(2);
    assertThat(engine.blobs.stored()).extracting(BlobKey::id).containsExactly(idOf(key));
  }

  @Test
  void isStoredOnceTheDatabaseIsInReachAgain() {
    engine.blobs.unreachable.set(2);
    engine.deploy("w", (event, step) -> step.run("a", () -> Blob.of(bytes(10))).size());
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).hasToString("10");
    assertThat(engine.engine.instances().details(key).attempts()).isEmpty();
  }

  @Test
  void saysThatItCannotBeReadWhileTheDatabaseIsOutOfReach() {
    engine.deploy(
        "w",
        (event, step) -> {
          Blob blob = step.run("a", () -> Blob.of(bytes(10)));
          engine.blobs.unreachable.set(1);
          return step.run("b", ONE_RETRY, () -> blob.open().readAllBytes().length);
        });
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).hasToString("10");
    assertThat(engine.engine.instances().details(key).attempts())
        .extracting(attempt -> attempt.failure().error().name())
        .containsExactly("IOException");
  }

  private String idOf(InstanceKey key) {
    StepRecord step = engine.steps(key).get(0);
    return LargeValue.of(step.result()).orElseThrow().id();
  }

  private static void park() {
    try {
      new CountDownLatch(1).await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
