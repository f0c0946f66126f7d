package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AwaitEndTest {

  private static final InstanceKey KEY = new InstanceKey("w", "one");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EndWaiters waiters = new EndWaiters();
  private final CountDownLatch bothAreWaiting = new CountDownLatch(2);

  @Test
  void tellsAllWhoWaitAndReadsNothingWhileTheInstanceRunsHere() throws Exception {
    List<CompletableFuture<InstanceRecord>> waiting = Stream.of(1, 2).map(i -> await()).toList();
    bothAreWaiting.await(10, TimeUnit.SECONDS);

    waiters.ended(instance());

    for (CompletableFuture<InstanceRecord> waiter : waiting) {
      assertThat(waiter.get(10, TimeUnit.SECONDS).key()).isEqualTo(KEY);
    }
  }

  @Test
  void readsAnInstanceThatDoesNotRunHere() {
    assertThatThrownBy(() -> waiters.await(KEY, PATIENCE, key -> false, this::missing))
        .isInstanceOf(InstanceNotFoundException.class);
  }

  @Test
  void returnsWhatIsStoredWhenTheTimeIsOver() throws Exception {
    InstanceRecord present =
        waiters.await(KEY, Duration.ofMillis(1), key -> true, key -> instance());

    assertThat(present.status().isTerminal()).isFalse();
  }

  @Test
  void tellsAWatchOnceOfAnEndHereOrElsewhere() {
    List<InstanceRecord> heard = new ArrayList<>();
    InstanceRecord ended = instance().edit().status(InstanceStatus.COMPLETE).build();
    waiters.watch(KEY, heard::add, Runnable::run);

    waiters.look(key -> true, keys -> Map.of(KEY, ended));
    waiters.look(key -> false, keys -> Map.of(KEY, instance()));
    assertThat(heard).isEmpty();
    waiters.look(key -> false, keys -> Map.of(KEY, ended));
    waiters.ended(ended);

    assertThat(heard).containsExactly(ended);
  }

  @Test
  void looksAgainAfterAFailure() {
    List<InstanceRecord> heard = new ArrayList<>();
    InstanceRecord ended = instance().edit().status(InstanceStatus.COMPLETE).build();
    waiters.watch(KEY, heard::add, Runnable::run);

    waiters.look(
        key -> false,
        keys -> {
          throw new IllegalStateException("connection lost");
        });
    waiters.look(key -> false, keys -> Map.of(KEY, ended));

    assertThat(heard).containsExactly(ended);
  }

  @Test
  void readsNothingWhenNobodyWaits() {
    EndWatch watch = waiters.watch(KEY, instance -> {}, Runnable::run);
    watch.close();

    List<InstanceKey> read = new ArrayList<>();
    waiters.look(
        key -> false,
        keys -> {
          read.addAll(keys);
          return Map.of();
        });

    assertThat(read).isEmpty();
  }

  private CompletableFuture<InstanceRecord> await() {
    Predicate<InstanceKey> runsHere =
        key -> {
          bothAreWaiting.countDown();
          return true;
        };
    Function<InstanceKey, InstanceRecord> read = this::missing;
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return waiters.await(KEY, Duration.ofMillis(900), runsHere, read);
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        task -> new Thread(task).start());
  }

  private InstanceRecord missing(InstanceKey key) {
    throw new InstanceNotFoundException("There is nothing to read");
  }

  private static InstanceRecord instance() {
    Origin origin = new Origin(null, Instant.EPOCH, "1", "java", "");
    return InstanceRecord.queued(1, KEY, origin, Instant.EPOCH);
  }
}
