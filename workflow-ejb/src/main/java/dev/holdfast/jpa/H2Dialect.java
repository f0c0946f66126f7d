package dev.holdfast.jpa;

import java.util.Optional;

/**
 * H2, in its regular mode. It has no share locks on rows and no partial indexes. It may answer a
 * query again from memory while a commit that changes the result becomes visible, and go on doing
 * so: tables count as changed right before a commit, not after it. That is switched off.
 */
final class H2Dialect extends Dialect {

  H2Dialect() {
    super("H2");
  }

  @Override
  String shareLock() {
    return " for update";
  }

  @Override
  Optional<String> startUp() {
    return Optional.of("set optimize_reuse_results false");
  }
}
