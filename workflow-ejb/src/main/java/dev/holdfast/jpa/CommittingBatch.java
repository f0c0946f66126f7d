package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.Ended;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.Change.Logged;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.NotifiedWorkflows;
import java.util.List;

/**
 * Knows which batches can be sent together with their commit: the database itself refuses what must
 * not be committed, and nothing in the answers to their last statements asks for a rollback.
 * Instances that are there already are left out, a signal that refuses a suspension leaves the row
 * as it was, and an event that cannot claim is not stored; that is looked at after the commit.
 */
final class CommittingBatch {

  private CommittingBatch() {}

  /** Tells whether changes may be committed before the answers to their statements are known. */
  static boolean canBe(List<Change> changes, NotifiedWorkflows notified) {
    return notified.isOff() && changes.stream().allMatch(CommittingBatch::canBe);
  }

  private static boolean canBe(Change change) {
    return change instanceof InstanceCreated
        || change instanceof EventAccepted
        || change instanceof StepWritten
        || change instanceof Logged
        || change instanceof Suspended
        || change instanceof Ended;
  }
}
