package dev.holdfast.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down who guesses passwords: so many failures within a quarter of an hour, of one user from
 * one address, of one address, of one user; then nobody is let in there until it is over, not even
 * with the right password. A user who is attacked from elsewhere can still log in. Thread-safe.
 */
@ApplicationScoped
public class LoginThrottle {

  /** Most failures of a user from one address. */
  static final int OF_USER_AND_ADDRESS = 10;

  /** Most failures of an address. */
  static final int OF_ADDRESS = 100;

  /** Most failures of a user, wherever from. */
  static final int OF_USER = 1_000;

  /** What is counted together. */
  static final Duration WINDOW = Duration.ofMinutes(15);

  /** Most counters that are kept; the oldest are forgotten first. */
  static final int COUNTERS = 30_000;

  private static final int LONGEST_NAME = 100;

  private final InstantSource clock;
  private final Map<String, Failures> failures = new LinkedHashMap<>();

  /** Counts by the system's clock. */
  public LoginThrottle() {
    this(InstantSource.system());
  }

  LoginThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /** Is how many failures there were since the first of them. */
  private record Failures(Instant since, int count) {}

  /** Is something that failures are counted of, and how many there may be. */
  private record Subject(String name, int limit) {}

  /**
   * Tells how long a login has to wait.
   *
   * @param user who wants to log in
   * @param address where from
   * @return how long at the least; empty when it may be tried now
   */
  synchronized Optional<Duration> waitFor(String user, String address) {
    Instant now = clock.instant();
    return subjects(user, address).stream()
        .flatMap(it -> current(it, now).filter(found -> found.count() >= it.limit()).stream())
        .map(found -> Duration.between(now, found.since().plus(WINDOW)))
        .max(Duration::compareTo);
  }

  /**
   * Notes that a login has failed.
   *
   * @param user who wanted to log in, known or not
   * @param address where from
   */
  synchronized void failed(String user, String address) {
    Instant now = clock.instant();
    for (Subject subject : subjects(user, address)) {
      Failures before = current(subject, now).orElse(new Failures(now, 0));
      failures.remove(subject.name()); // so that it is put at the end, as the latest
      failures.put(subject.name(), new Failures(before.since(), before.count() + 1));
    }
    while (failures.size() > COUNTERS) {
      failures.remove(failures.keySet().iterator().next());
    }
  }

  /**
   * Notes that a login has succeeded: its user has not guessed.
   *
   * @param user who has logged in
   * @param address where from
   */
  synchronized void succeeded(String user, String address) {
    if (!failures.isEmpty()) {
      failures.remove(subjects(user, address).get(0).name());
    }
  }

  /** Returns how many counters there are. */
  synchronized int size() {
    return failures.size();
  }

  private Optional<Failures> current(Subject subject, Instant now) {
    return Optional.ofNullable(failures.get(subject.name()))
        .filter(found -> now.isBefore(found.since().plus(WINDOW)));
  }

  private static List<Subject> subjects(String user, String address) {
    String name = user.substring(0, Math.min(user.length(), LONGEST_NAME));
    return List.of(
        new Subject("both " + address + ' ' + name, OF_USER_AND_ADDRESS),
        new Subject("address " + address, OF_ADDRESS),
        new Subject("user " + name, OF_USER));
  }
}
