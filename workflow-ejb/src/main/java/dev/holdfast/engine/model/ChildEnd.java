package dev.holdfast.engine.model;

import dev.holdfast.engine.model.InstanceRecord.Parent;
import java.time.Instant;

/**
 * Is what a parent is told of the end of a child: an event of the engine's own, which goes to the
 * step that called the child.
 *
 * @param parent names the step
 * @param child the child
 * @param number number of the child's row
 * @param epoch the child's life; one that is restarted tells again
 * @param eventNumber number of the event
 * @param outcome encoded {@link ChildOutcome}
 * @param at when it ends
 */
public record ChildEnd(
    Parent parent,
    InstanceKey child,
    long number,
    int epoch,
    long eventNumber,
    EncodedValue outcome,
    Instant at) {

  /**
   * Returns the type of the events that a step is told by. Nobody outside may send it.
   *
   * @param step the step's place in the order of start
   * @return the type
   */
  public static String eventType(int step) {
    return EventRecord.INTERNAL_PREFIX + "child/" + step;
  }

  /**
   * Returns the event.
   *
   * @param parentEpoch the life of the parent that waits
   * @return the event, as it is stored
   */
  public EventRecord toEvent(int parentEpoch) {
    return new EventRecord(
        eventNumber,
        parent.number(),
        parentEpoch,
        "%schild/%d/%d/%d".formatted(EventRecord.INTERNAL_PREFIX, parent.step(), number, epoch),
        eventType(parent.step()),
        outcome,
        at);
  }
}
