package dev.holdfast.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Is the shape of collections: an array of their elements, in their order. */
final class CollectionShape extends Shape {

  /** Has LinkedList and Vector too: whoever declares them gets them back. */
  @SuppressWarnings("JdkObsolete")
  private static final Map<Class<?>, Supplier<Collection<@Nullable Object>>> FACTORIES =
      Map.ofEntries(
          Map.entry(Iterable.class, ArrayList::new),
          Map.entry(Collection.class, ArrayList::new),
          Map.entry(List.class, ArrayList::new),
          Map.entry(ArrayList.class, ArrayList::new),
          Map.entry(LinkedList.class, LinkedList::new),
          Map.entry(Vector.class, Vector::new),
          Map.entry(CopyOnWriteArrayList.class, CopyOnWriteArrayList::new),
          Map.entry(Queue.class, LinkedList::new),
          Map.entry(Deque.class, LinkedList::new),
          Map.entry(ArrayDeque.class, ArrayDeque::new),
          Map.entry(Set.class, LinkedHashSet::new),
          Map.entry(HashSet.class, LinkedHashSet::new),
          Map.entry(LinkedHashSet.class, LinkedHashSet::new),
          Map.entry(SortedSet.class, TreeSet::new),
          Map.entry(NavigableSet.class, TreeSet::new),
          Map.entry(TreeSet.class, TreeSet::new));

  private final Class<?> type;
  private final Part element;
  private final Supplier<Collection<@Nullable Object>> factory;

  private CollectionShape(
      Class<?> type, Part element, Supplier<Collection<@Nullable Object>> factory) {
    this.type = type;
    this.element = element;
    this.factory = factory;
  }

  static boolean knows(Class<?> type) {
    return FACTORIES.containsKey(type) || type == EnumSet.class;
  }

  static CollectionShape of(Class<?> type, Part element) {
    Supplier<Collection<@Nullable Object>> factory = FACTORIES.get(type);
    return new CollectionShape(
        type, element, factory == null ? () -> enumSet(Types.rawClass(element.type())) : factory);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Collection<@Nullable Object> enumSet(Class<?> constants) {
    return (Collection) EnumSet.noneOf((Class) constants);
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    check(value, out.trail());
    Shape shape = element.shape();
    int index = 0;
    out.raw('[');
    for (Object each : (Iterable<?>) value) {
      if (index > 0) {
        out.raw(',');
      }
      out.trail().enter(index++, value);
      shape.write(each, out);
      out.trail().leave();
    }
    out.raw(']');
  }

  private void check(Object value, Trail at) {
    boolean isAnyCollection = type == Iterable.class || type == Collection.class;
    if (!type.isInstance(value) || (isAnyCollection && !(value instanceof List))) {
      throw at.refuse(Refusals.mismatch(value, isAnyCollection ? List.class : type));
    }
    if (SortedSet.class.isAssignableFrom(type) && ((SortedSet<?>) value).comparator() != null) {
      throw at.refuse("it is sorted by a comparator, which cannot be stored. Store a List.");
    }
  }

  @Override
  Object readValue(Object node, Trail at) {
    if (!(node instanceof List<?> nodes)) {
      throw at.misfit(expected(), node);
    }
    Shape shape = element.shape();
    Collection<@Nullable Object> elements = factory.get();
    int index = 0;
    for (Object each : nodes) {
      at.enter(index++, node);
      try {
        elements.add(shape.read(each, at));
      } catch (NullPointerException | ClassCastException e) {
        throw at.misfit("an element that a " + type.getSimpleName() + " can hold", each, e);
      }
      at.leave();
    }
    return elements;
  }

  @Override
  boolean isExact() {
    return element.shape().isExact();
  }

  @Override
  boolean hasEquals(Set<Shape> asked) {
    return type != ArrayDeque.class
        && type != Queue.class
        && type != Deque.class
        && element.shape().hasEquals(asked);
  }

  @Override
  String expected() {
    return "an array";
  }
}
