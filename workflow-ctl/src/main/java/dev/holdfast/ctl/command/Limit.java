package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.CtlException;

/** Checks how many things somebody wants to see. */
final class Limit {

  private Limit() {}

  static void check(long limit) {
    if (limit < 1) {
      throw CtlException.usage("--limit must be 1 or more, was %d.".formatted(limit));
    }
  }
}
