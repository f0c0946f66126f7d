package dev.holdfast.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptTest {

  private static final Duration SHORTEST = Duration.ofSeconds(5);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private Duration readingTakes = Duration.ZERO;
  private int reads;
  private final Kept<Integer> kept =
      new Kept<>(
          now::get,
          SHORTEST,
          () -> {
            pass(readingTakes);
            return ++reads;
          });

  @Test
  void answersForAWhileWithoutReading() {
    kept.get();
    pass(SHORTEST.minusMillis(1));

    assertThat(kept.get().value()).isEqualTo(1);
    pass(Duration.ofMillis(1));
    assertThat(kept.get().value()).isEqualTo(2);
  }

  @Test
  void tellsWhenItWasRead() {
    Instant began = now.get();
    readingTakes = Duration.ofSeconds(1);
    kept.get();
    pass(Duration.ofSeconds(3));

    assertThat(kept.get().readAt()).isEqualTo(began);
  }

  @Test
  void keepsTwentyTimesAsLongWhatTookLong() {
    readingTakes = Duration.ofSeconds(1);
    kept.get();
    pass(Duration.ofSeconds(20).minusMillis(1));

    assertThat(kept.get().value()).isEqualTo(1);
    pass(Duration.ofMillis(1));
    assertThat(kept.get().value()).isEqualTo(2);
  }

  @Test
  void keepsNothingForLongerThanTheBound() {
    readingTakes = Duration.ofMinutes(1);
    kept.get();
    pass(Kept.LONGEST);

    assertThat(kept.get().value()).isEqualTo(2);
  }

  @Test
  void readsAgainWhenTheClockWasSetBack() {
    kept.get();
    pass(Duration.ofSeconds(-1));

    assertThat(kept.get().value()).isEqualTo(2);
  }

  @Test
  void forgetsAFailure() {
    Kept<String> failing =
        new Kept<>(
            now::get,
            SHORTEST,
            () -> {
              if (reads++ == 0) {
                throw new IllegalStateException("away");
              }
              return "back";
            });

    assertThatThrownBy(failing::get).hasMessage("away");
    assertThat(failing.get().value()).isEqualTo("back");
  }

  @Test
  void readsOnceForAllWhoAskAtATime() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Kept<Integer> slow =
        new Kept<>(
            now::get,
            SHORTEST,
            () -> {
              reading.countDown();
              awaitUninterrupted(release);
              return ++reads;
            });
    List<CompletableFuture<Integer>> askers =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> slow.get().value()))
            .toList();
    reading.await();

    release.countDown();

    for (CompletableFuture<Integer> asker : askers) {
      assertThat(asker.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  private void pass(Duration duration) {
    now.updateAndGet(time -> time.plus(duration));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
