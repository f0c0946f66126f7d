package dev.holdfast.engine.model;

import java.util.List;

/**
 * Is all that is stored of one life of an instance, to be looked at or replayed elsewhere.
 *
 * @param instance the instance
 * @param steps its steps, in order of start
 * @param attempts its failed attempts, by step and number
 * @param events the events accepted for it, taken or not, in order of acceptance
 */
public record InstanceJournal(
    InstanceRecord instance,
    List<StepRecord> steps,
    List<AttemptRecord> attempts,
    List<EventRecord> events) {

  /** Copies the lists. */
  public InstanceJournal {
    steps = List.copyOf(steps);
    attempts = List.copyOf(attempts);
    events = List.copyOf(events);
  }
}
