package dev.holdfast.micro.chaos;

import java.util.List;
import java.util.stream.Stream;

/**
 * Is what the instances of the chaos tests do: plain and transactional steps, branches, sleeps, a
 * race, a retry, and an event that they wait for.
 */
final class Script {

  /** The effects that are part of the transactions of their steps. */
  static final List<String> TRANSACTIONAL = List.of("tx-first", "tx-left", "tx-won", "tx-last");

  /** The other effects. */
  static final List<String> PLAIN = List.of("plain-0", "plain-1", "plain-2", "left", "right");

  /** All effects. */
  static final List<String> ALL = Stream.concat(TRANSACTIONAL.stream(), PLAIN.stream()).toList();

  static final String TEXT =
      """
      {"script": [
        {"repeat": 3, "do": [{"run": "plain-${i}", "effect": "plain-${i}", "takes": "60 ms"}]},
        {"run": "tx-first", "effect": "tx-first", "transactional": true, "takes": "20 ms"},
        {"parallel": [
          [{"run": "left", "effect": "left", "takes": "100 ms"},
           {"run": "tx-left", "effect": "tx-left", "transactional": true}],
          [{"sleep": "nap", "for": "2 seconds"},
           {"run": "right", "effect": "right"}]]},
        {"waitForEvent": "word", "type": "go", "save": "word"},
        {"race": "r", "save": "won", "branches": [
          [{"sleep": "short", "for": "1500 ms"},
           {"run": "tx-won", "effect": "tx-won", "transactional": true}],
          [{"sleep": "long", "for": "1 day"},
           {"run": "lost", "effect": "lost"}]]},
        {"run": "flaky", "failTimes": 1, "error": "It fails once",
         "retries": {"limit": 3, "delay": "1 second"}},
        {"run": "tx-last", "effect": "tx-last", "transactional": true}
      ]}
      """;

  private Script() {}
}
