package dev.holdfast.engine.probe;

import dev.holdfast.engine.probe.Modification.MockEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Is what a test wants of all instances of a workflow that are created from now on. Thread-safe.
 */
final class OpenWorkflow {

  /** Is a wish for the instances whose number is larger. */
  private record Wish(long after, Modification modification) {}

  private final long after;
  private final List<Wish> wishes = new ArrayList<>();
  private final Map<Long, InstanceModifications> byInstance = new HashMap<>();

  OpenWorkflow(long after) {
    this.after = after;
  }

  /** Returns the number that all its instances exceed. */
  long after() {
    return after;
  }

  /** Adds wishes for the instances with larger numbers; refuses them if they contradict others. */
  synchronized void add(long newest, Collection<Modification> modifications) {
    List<Modification> together =
        Stream.concat(wishes.stream().map(Wish::modification), modifications.stream()).toList();
    refuseContradictions(together);
    modifications.forEach(modification -> wishes.add(new Wish(newest, modification)));
  }

  /** Returns what is wanted of one instance. */
  synchronized InstanceModifications of(long instance) {
    return byInstance.computeIfAbsent(
        instance,
        number ->
            new InstanceModifications(
                wishes.stream()
                    .filter(wish -> wish.after() < number)
                    .map(Wish::modification)
                    .toList()));
  }

  List<MockEvent> events(long instance) {
    return of(instance).events();
  }

  @SuppressWarnings("CheckReturnValue") // made for what it refuses
  private static void refuseContradictions(List<Modification> together) {
    new InstanceModifications(together);
  }
}
