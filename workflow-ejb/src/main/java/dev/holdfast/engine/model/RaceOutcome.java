package dev.holdfast.engine.model;

import java.util.List;

/**
 * Is the recorded result of a race. The scopes are the branches', such as {@code fast-1}.
 *
 * @param winner place of the winner in the list of branches, from 0
 * @param branch scope of the winner
 * @param losers scopes of the other branches
 * @param cancelled scopes given up with the decision: losers that had not ended, and what had not
 *     ended below those that had. A replay starts nothing in them
 */
public record RaceOutcome(int winner, String branch, List<String> losers, List<String> cancelled) {

  /** Copies the lists. */
  public RaceOutcome {
    losers = List.copyOf(losers);
    cancelled = List.copyOf(cancelled);
  }
}
