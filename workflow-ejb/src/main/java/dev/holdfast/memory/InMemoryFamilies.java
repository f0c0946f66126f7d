package dev.holdfast.memory;

import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.engine.model.ChildEnd;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.memory.InMemoryDatabase.ClosingKey;
import dev.holdfast.memory.InMemoryDatabase.EntryKey;
import dev.holdfast.memory.InMemoryDatabase.StoredEvent;
import java.util.List;

/** Writes what parent and children have to do with the end of an instance, in its transaction. */
final class InMemoryFamilies {

  private final InMemoryDatabase database;

  InMemoryFamilies(InMemoryDatabase database) {
    this.database = database;
  }

  /** Tells a parent of the end of its child; returns false when no step of it waits for that. */
  boolean tell(ChildEnd end) {
    Parent parent = end.parent();
    InstanceRecord row = database.instances.get(parent.number());
    if (row == null || !row.status().takesEvents()) {
      return false;
    }
    StepRecord step = database.steps.get(new EntryKey(row.number(), row.epoch(), parent.step(), 0));
    if (step == null || !isCall(step, end)) {
      return false;
    }
    EventRecord event = end.toEvent(row.epoch());
    InstanceRecord signalled = Rows.signalled(row, event.type(), event.receivedAt());
    database.put(
        database.events,
        new EntryKey(row.number(), row.epoch(), 0, event.number()),
        new StoredEvent(event, false, signalled.log()));
    database.put(database.instances, row.number(), signalled);
    return true;
  }

  private static boolean isCall(StepRecord step, ChildEnd end) {
    return !step.status().isFinished()
        && ChildEnd.eventType(end.parent().step()).equals(step.eventType())
        && end.child().equals(step.child());
  }

  void leave(List<ChildClosing> children) {
    children.forEach(child -> database.put(database.closings, ClosingKey.of(child), child));
  }
}
