package dev.holdfast.engine.run;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.journal.RunJournal;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.engine.model.ChildEnd;
import dev.holdfast.engine.model.ChildMarks;
import dev.holdfast.engine.model.ChildOutcome;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.port.Ports;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is written together with the end of an instance: what its parent is told, and which of
 * its children are to be terminated.
 */
final class Farewell {

  private Farewell() {}

  static List<Change> of(
      Ports ports, InstanceRecord instance, RunJournal journal, Change.Ended end) {
    List<Change> changes = new ArrayList<>();
    @Nullable Parent parent = instance.origin().parent();
    if (parent != null) {
      changes.add(new Change.ParentTold(end.lease(), tell(ports, parent, instance, end)));
    }
    List<ChildClosing> left =
        ChildMarks.toClose(
            instance.number(), journal.steps(), end.status() == InstanceStatus.TERMINATED);
    if (!left.isEmpty()) {
      changes.add(new Change.ChildrenLeft(end.lease(), left));
    }
    return changes;
  }

  private static ChildEnd tell(
      Ports ports, Parent parent, InstanceRecord instance, Change.Ended end) {
    ChildOutcome outcome = ChildOutcome.of(end.status(), end.output(), end.failure());
    return new ChildEnd(
        parent,
        instance.key(),
        instance.number(),
        instance.epoch(),
        ports.ids().nextEventNumber(),
        ports.codec().encode(outcome),
        end.endedAt());
  }
}
