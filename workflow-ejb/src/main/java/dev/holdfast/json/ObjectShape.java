package dev.holdfast.json;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Is the shape of a class with members: an object. */
abstract class ObjectShape extends Shape {

  private final Class<?> type;
  private final List<Member> members;

  ObjectShape(Class<?> type, List<Member> members) {
    this.type = type;
    this.members = members;
  }

  final Class<?> type() {
    return type;
  }

  final List<Member> members() {
    return members;
  }

  @Override
  final void writeValue(Object value, JsonOutput out) {
    out.raw('{');
    writeMembers(value, out, true);
    out.raw('}');
  }

  /** Writes the members alone, for an object that has others too. */
  final void writeMembers(Object value, JsonOutput out, boolean isFirst) {
    if (value.getClass() != type) {
      throw out.trail().refuse(Refusals.mismatch(value, type));
    }
    boolean separated = isFirst;
    for (Member member : members) {
      if (!separated) {
        out.raw(',');
      }
      separated = false;
      member.write(value, out);
    }
  }

  @Override
  final Object readValue(Object node, Trail at) {
    if (!(node instanceof Map<?, ?> nodes)) {
      throw at.misfit(expected(), node);
    }
    return make(nodes, at);
  }

  abstract Object make(Map<?, ?> nodes, Trail at);

  static @Nullable Object read(Member member, Map<?, ?> nodes, Trail at) {
    Object node = nodes.get(member.name());
    Shape shape = member.part().shape();
    if (node == null && !nodes.containsKey(member.name())) {
      return shape.absent();
    }
    at.enter(member.name(), nodes);
    Object value = shape.read(node, at);
    at.leave();
    return value;
  }

  /** Is false: constructors and accessors may change what they are given. */
  @Override
  final boolean isExact() {
    return false;
  }

  @Override
  final boolean hasEquals(Set<Shape> asked) {
    if (!asked.add(this)) {
      return true;
    }
    return overridesEquals(type)
        && members.stream().allMatch(member -> member.part().shape().hasEquals(asked));
  }

  static boolean overridesEquals(Class<?> type) {
    try {
      return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  final String expected() {
    return "an object (" + type.getTypeName() + ")";
  }
}
