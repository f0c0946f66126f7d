package dev.holdfast.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.port.NotificationChannel;
import dev.holdfast.engine.port.NotificationChannel.Sent;
import dev.holdfast.engine.port.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NotificationSenderTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final NotificationChannel CHANNEL = found -> Sent.all(found.size());

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Duration> looks = new ArrayList<>();
  private int waiting;
  private boolean isBrokerDown;
  private boolean isDatabaseDown;

  private final Outbox outbox =
      (limit, channel) -> {
        assertThat(channel).isSameAs(CHANNEL);
        looks.add(Duration.between(START, now.get()));
        if (isDatabaseDown) {
          throw new IllegalStateException("database down");
        }
        if (isBrokerDown && waiting > 0) {
          return new Sent(0, Optional.of(new IllegalStateException("broker down")));
        }
        int sent = Math.min(limit, waiting);
        waiting -= sent;
        return Sent.all(sent);
      };
  private final NotificationSender sender =
      new NotificationSender(outbox, CHANNEL, now::get, tasks::add);

  @Test
  void sendsPageAfterPageUntilNothingIsLeft() {
    waiting = 250;

    tick();

    assertThat(waiting).isZero();
    assertThat(looks).hasSize(4);
  }

  @Test
  void doesNotBeginAgainWhileItIsSending() {
    sender.tick();
    sender.tick();

    assertThat(tasks).hasSize(1);
  }

  @Test
  void triesLaterAndLaterWhileTheBrokerIsAway() {
    waiting = 5;
    isBrokerDown = true;

    tickForSeconds(100);

    assertThat(looks)
        .containsExactly(
            Duration.ofSeconds(0),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(7),
            Duration.ofSeconds(15),
            Duration.ofSeconds(31),
            Duration.ofSeconds(61),
            Duration.ofSeconds(91));
    assertThat(waiting).isEqualTo(5);
  }

  @Test
  void sendsWhatIsLeftWhenTheBrokerIsBackAndThenAtEveryTick() {
    waiting = 5;
    isBrokerDown = true;
    tickForSeconds(4);
    isBrokerDown = false;

    tickForSeconds(4);

    assertThat(waiting).isZero();
    assertThat(looks).contains(Duration.ofSeconds(7));
    waiting = 1;
    tick();
    assertThat(waiting).isZero();
    isBrokerDown = true;
    waiting = 1;
    looks.clear();
    tickForSeconds(2);
    assertThat(looks).hasSize(2); // the delays begin anew
  }

  @Test
  void survivesADatabaseThatIsAway() {
    waiting = 5;
    isDatabaseDown = true;
    tick();
    isDatabaseDown = false;

    tickForSeconds(2);

    assertThat(waiting).isZero();
  }

  @Test
  void sendsNothingMoreAfterItWasStopped() {
    waiting = 500;
    sender.tick();
    sender.stop();
    sender.tick();

    assertThat(tasks).hasSize(1);
    runTasks();
    assertThat(waiting).isEqualTo(400);
  }

  private void tickForSeconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      tick();
      now.updateAndGet(time -> time.plusSeconds(1));
    }
  }

  private void tick() {
    sender.tick();
    runTasks();
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }
}
