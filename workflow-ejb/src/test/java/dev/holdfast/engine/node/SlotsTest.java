package dev.holdfast.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Slots slots = new Slots(1, new Turnover(System::nanoTime));

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void waitsForNoSlotWhenNoneHasComeFreeLately() {
    assertThat(slots.takeSoon()).isTrue();

    assertThat(slots.takeSoon()).isFalse();

    slots.giveBack(1);
    assertThat(slots.takeNow()).isTrue();
  }

  @Test
  void givesTheNextSlotToWhoHasWaitedLongest() throws Exception {
    beBusy();
    List<String> served = new CopyOnWriteArrayList<>();
    Future<?> first = threads.submit(() -> wait("first", served));
    await().until(() -> slots.waiting() == 1);
    Future<?> second = threads.submit(() -> wait("second", served));
    await().until(() -> slots.waiting() == 2);

    slots.release();
    first.get(5, TimeUnit.SECONDS);
    slots.release();
    second.get(5, TimeUnit.SECONDS);

    assertThat(served).containsExactly("first: true", "second: true");
    assertThat(slots.takeNow()).isFalse();
  }

  @Test
  void givesUpAfterAWhileAndLeavesNothingBehind() {
    beBusy();

    assertThat(slots.takeSoon()).isFalse();

    assertThat(slots.waiting()).isZero();
    slots.release();
    assertThat(slots.takeNow()).isTrue();
    assertThat(slots.takeNow()).isFalse();
  }

  @Test
  void letsWhatIsQueuedGoFirst() throws Exception {
    beBusy();
    Future<Boolean> creation = threads.submit(slots::takeSoon);
    await().until(() -> slots.waiting() == 1);
    slots.setBacklog(true);

    slots.release();
    int claimed = slots.takeForClaim(10);

    assertThat(claimed).isEqualTo(1);
    slots.setBacklog(false);
    assertThat(slots.waiting()).isEqualTo(1);
    slots.giveBack(1);
    assertThat(creation.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void servesTheLineWhenTheQueueIsEmpty() throws Exception {
    beBusy();
    slots.setBacklog(true);
    Future<Boolean> creation = threads.submit(slots::takeSoon);
    await().until(() -> slots.waiting() == 1);
    slots.release();
    assertThat(creation).isNotDone();

    slots.setBacklog(false);

    assertThat(creation.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void letsTheLineGoWhenItIsClosed() throws Exception {
    beBusy();
    Future<Boolean> creation = threads.submit(slots::takeSoon);
    await().until(() -> slots.waiting() == 1);

    slots.close();

    assertThat(slots.waiting()).isZero();
    slots.release();
    assertThat(creation.get(5, TimeUnit.SECONDS)).isFalse();
    assertThat(slots.takeSoon()).isFalse();
    assertThat(slots.take(1)).isEqualTo(1);
  }

  @Test
  void doesNotWaitOnAThreadThatIsInterrupted() {
    beBusy();
    Thread.currentThread().interrupt();

    boolean isTaken = slots.takeSoon();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(isTaken).isFalse();
  }

  @Test
  void losesNoSlotAndGivesNoneTwice() {
    int size = 3;
    Slots few = new Slots(size, new Turnover(System::nanoTime));
    AtomicInteger holding = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    CompletableFuture<?>[] clients =
        IntStream.range(0, 16)
            .mapToObj(i -> CompletableFuture.runAsync(() -> use(few, holding, most), threads))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(clients).orTimeout(30, TimeUnit.SECONDS).join();

    assertThat(most.get()).isBetween(1, size);
    assertThat(few.take(10)).isEqualTo(size);
  }

  private static void use(Slots few, AtomicInteger holding, AtomicInteger most) {
    for (int i = 0; i < 2_000; i++) {
      if (few.takeSoon()) {
        most.accumulateAndGet(holding.incrementAndGet(), Math::max);
        Thread.onSpinWait();
        holding.decrementAndGet();
        few.release();
      }
      if (i % 100 == 0) {
        few.setBacklog(true);
        few.giveBack(few.takeForClaim(10));
        few.setBacklog(false);
      }
    }
  }

  /** Makes slots come free often, and takes the only one. */
  private void beBusy() {
    Stream.generate(slots::takeNow).limit(10).forEach(taken -> slots.release());
    assertThat(slots.takeNow()).isTrue();
  }

  private void wait(String name, List<String> served) {
    served.add(name + ": " + slots.takeSoon());
  }
}
