package dev.holdfast.engine.model;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceExport.Event;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of an exported instance what it is in another database. */
public final class Relocation {

  /** Stands for the number of a parent that is not there. */
  private static final long NOBODY = 0;

  private Relocation() {}

  /**
   * Gives an instance and its events the numbers of another database.
   *
   * @param export the instance
   * @param number its number there
   * @param eventNumbers gives out a number for each event
   * @return the instance, without an owner
   */
  public static InstanceExport numbered(
      InstanceExport export, long number, LongSupplier eventNumbers) {
    Map<Long, Long> renamed = new HashMap<>();
    List<Event> events = new ArrayList<>();
    for (Event event : export.events()) {
      long there = eventNumbers.getAsLong();
      renamed.put(event.record().number(), there);
      events.add(moved(event, there, number));
    }
    InstanceRecord instance = export.instance();
    return new InstanceExport(
        instance.relocated(number, instance.origin().parent()).edit().owner(null).build(),
        export.steps().stream().map(step -> moved(step, renamed)).toList(),
        export.attempts(),
        events,
        export.log(),
        export.chunks());
  }

  /**
   * Links an instance with those of another database: it learns the number of its parent, and it is
   * due at once when it waits for a child that has ended there.
   *
   * @param export the instance, with its number there
   * @param there the instances that are there, its parent and children among them
   * @return the instance; one whose parent is not there has nobody to tell of its end
   */
  public static InstanceExport linked(
      InstanceExport export, Map<InstanceKey, InstanceRecord> there) {
    InstanceRecord instance = export.instance();
    InstanceRecord linked =
        instance.relocated(instance.number(), parent(instance.origin().parent(), there));
    boolean isDue =
        instance.status() == InstanceStatus.WAITING
            && export.awaited().stream()
                .flatMap(key -> Stream.ofNullable(there.get(key)))
                .anyMatch(child -> child.status().isTerminal());
    return export.withInstance(
        isDue ? linked.edit().wakeAt(instance.origin().createdAt()).build() : linked);
  }

  private static @Nullable Parent parent(
      @Nullable Parent parent, Map<InstanceKey, InstanceRecord> there) {
    if (parent == null) {
      return null;
    }
    @Nullable InstanceRecord found = there.get(parent.key());
    return new Parent(
        parent.key(), found == null ? NOBODY : found.number(), parent.epoch(), parent.step());
  }

  private static Event moved(Event event, long number, long instance) {
    EventRecord record = event.record();
    return new Event(
        new EventRecord(
            number,
            instance,
            record.epoch(),
            record.eventId(),
            record.type(),
            record.payload(),
            record.receivedAt()),
        event.taken(),
        event.log());
  }

  private static StepRecord moved(StepRecord step, Map<Long, Long> events) {
    @Nullable TakenEvent taken = step.taken();
    return taken == null
        ? step
        : step.renaming(
            new TakenEvent(
                events.getOrDefault(taken.number(), NOBODY), taken.eventId(), taken.receivedAt()));
  }
}
