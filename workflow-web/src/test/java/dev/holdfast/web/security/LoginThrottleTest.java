package dev.holdfast.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private final LoginThrottle throttle = new LoginThrottle(() -> now);

  @Test
  void letsAUserMistypeNineTimesAndNotTen() {
    fail(9, "ann", "10.0.0.1");
    assertThat(throttle.waitFor("ann", "10.0.0.1")).isEmpty();

    fail(1, "ann", "10.0.0.1");

    assertThat(throttle.waitFor("ann", "10.0.0.1")).contains(LoginThrottle.WINDOW);
  }

  @Test
  void letsInFromElsewhereWhileAUserIsAttacked() {
    fail(LoginThrottle.OF_USER_AND_ADDRESS, "ann", "10.0.0.1");

    assertThat(throttle.waitFor("ann", "10.0.0.2")).isEmpty();
    assertThat(throttle.waitFor("bob", "10.0.0.1")).isEmpty();
  }

  @Test
  void stopsAnAddressThatTriesManyUsers() {
    for (int i = 0; i < LoginThrottle.OF_ADDRESS; i++) {
      fail(1, "user" + i, "10.0.0.1");
    }

    assertThat(throttle.waitFor("nobody yet", "10.0.0.1")).isPresent();
    assertThat(throttle.waitFor("nobody yet", "10.0.0.2")).isEmpty();
  }

  @Test
  void stopsAnAttackOnAUserFromManyAddresses() {
    for (int i = 0; i < LoginThrottle.OF_USER; i++) {
      fail(1, "ann", "10.0." + i / 250 + "." + i % 250);
    }

    assertThat(throttle.waitFor("ann", "192.168.0.1")).isPresent();
    assertThat(throttle.waitFor("bob", "192.168.0.1")).isEmpty();
  }

  @Test
  void forgetsAfterAQuarterOfAnHourSinceTheFirstFailure() {
    fail(5, "ann", "10.0.0.1");
    now = now.plus(Duration.ofMinutes(10));
    fail(5, "ann", "10.0.0.1");
    assertThat(throttle.waitFor("ann", "10.0.0.1")).contains(Duration.ofMinutes(5));

    now = now.plus(Duration.ofMinutes(5));

    assertThat(throttle.waitFor("ann", "10.0.0.1")).isEmpty();
  }

  @Test
  void forgetsWhatAUserHasMistypedWhoLogsIn() {
    fail(9, "ann", "10.0.0.1");

    throttle.succeeded("ann", "10.0.0.1");
    fail(9, "ann", "10.0.0.1");

    assertThat(throttle.waitFor("ann", "10.0.0.1")).isEmpty();
  }

  @Test
  void keepsTheLatestFailuresOfAnEndlessAttack() {
    for (int i = 0; i < LoginThrottle.COUNTERS; i++) {
      fail(1, "user" + i, "10.0.0.1");
    }

    assertThat(throttle.waitFor("anybody", "10.0.0.1")).isPresent();
    assertThat(throttle.size()).isEqualTo(LoginThrottle.COUNTERS);
  }

  @Test
  void takesNoMoreOfANameThanItNeeds() {
    fail(LoginThrottle.OF_USER_AND_ADDRESS, "x".repeat(1_000_000), "10.0.0.1");

    assertThat(throttle.waitFor("x".repeat(100), "10.0.0.1")).isPresent();
  }

  private void fail(int times, String user, String address) {
    for (int i = 0; i < times; i++) {
      throttle.failed(user, address);
    }
  }
}
