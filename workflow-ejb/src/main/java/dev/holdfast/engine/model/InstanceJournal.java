package dev.holdfast.engine.model;

import java.util.List;
import java.util.Map;

/**
 * Is all that is stored of one life of an instance, to be looked at or replayed elsewhere.
 *
 * @param instance the instance
 * @param steps its steps, in order of start; a large result that could be taken along and is no
 *     blob is in the record of its step
 * @param attempts its failed attempts, by step and number
 * @param events the events accepted for it, taken or not, in order of acceptance
 * @param blobs the bytes of the blobs that could be taken along, by place of their step in the
 *     order of start; shared, not copied
 */
public record InstanceJournal(
    InstanceRecord instance,
    List<StepRecord> steps,
    List<AttemptRecord> attempts,
    List<EventRecord> events,
    Map<Integer, byte[]> blobs) {

  /**
   * How many bytes of large results are taken along at the most; those that would be too much, in
   * order of start, are left where they are.
   */
  public static final int LARGE_RESULT_BYTES = 16 << 20;

  /** Copies the lists. */
  public InstanceJournal {
    steps = List.copyOf(steps);
    attempts = List.copyOf(attempts);
    events = List.copyOf(events);
    blobs = Map.copyOf(blobs);
  }

  /**
   * Tells whether the result of a step is large and was not taken along.
   *
   * @param step one of the steps
   * @return true when nobody can read it from here
   */
  public boolean isLeftOut(StepRecord step) {
    return LargeValue.of(step.result()).isPresent() && !blobs.containsKey(step.seq());
  }
}
