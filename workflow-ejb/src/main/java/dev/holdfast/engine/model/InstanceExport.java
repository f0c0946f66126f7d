package dev.holdfast.engine.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Is everything that is stored of an instance and its present life, as far as another database
 * needs it to go on: what an export writes, an import reads, and an archive keeps.
 *
 * @param instance its row; the owner counts for nothing
 * @param steps its steps, in order of start
 * @param attempts its failed attempts
 * @param events the events accepted for it, in order of acceptance
 * @param log the control records of its log
 * @param chunks the chunks of its large results; none when they were left out
 */
public record InstanceExport(
    InstanceRecord instance,
    List<StepRecord> steps,
    List<AttemptRecord> attempts,
    List<Event> events,
    List<LogRecord> log,
    List<Chunk> chunks) {

  /** Most bytes of large results that are taken along for one instance: they are in memory once. */
  public static final long MOST_LARGE_BYTES = 64L << 20;

  /** Copies the lists. */
  public InstanceExport {
    steps = List.copyOf(steps);
    attempts = List.copyOf(attempts);
    events = List.copyOf(events);
    log = List.copyOf(log);
    chunks = List.copyOf(chunks);
  }

  /**
   * Is an event with what became of it.
   *
   * @param record the event
   * @param taken whether a wait has taken it
   * @param log its position in the log
   */
  public record Event(EventRecord record, boolean taken, long log) {}

  /**
   * Is a part of a large result.
   *
   * @param step place of its step in the order of start
   * @param id names the result among those of the step
   * @param number number of the chunk, from 0
   * @param data its bytes, not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares chunks, and copies would cost memory
  public record Chunk(int step, String id, int number, byte[] data) {}

  /**
   * Tells how large its large results are.
   *
   * @return bytes in all chunks that its steps refer to, whether they are here or not
   */
  public long largeBytes() {
    return steps.stream()
        .map(step -> LargeValue.of(step.result()))
        .flatMap(Optional::stream)
        .mapToLong(LargeValue::size)
        .sum();
  }

  /**
   * Returns this with another row.
   *
   * @param other the row
   * @return the new export
   */
  public InstanceExport withInstance(InstanceRecord other) {
    return new InstanceExport(other, steps, attempts, events, log, chunks);
  }

  /**
   * Returns this with chunks.
   *
   * @param found the chunks
   * @return the new export
   */
  public InstanceExport withChunks(List<Chunk> found) {
    return new InstanceExport(instance, steps, attempts, events, log, found);
  }

  /**
   * Returns the instances that its steps have started or found.
   *
   * @return their keys
   */
  public Set<InstanceKey> children() {
    return steps.stream()
        .flatMap(step -> Stream.ofNullable(step.child()))
        .collect(Collectors.toSet());
  }

  /**
   * Returns the children that it has started and still waits for.
   *
   * @return their keys
   */
  public Set<InstanceKey> awaited() {
    return steps.stream()
        .filter(step -> !step.status().isFinished() && step.eventType() != null)
        .filter(ChildMarks::isStarted)
        .flatMap(step -> Stream.ofNullable(step.child()))
        .collect(Collectors.toSet());
  }
}
