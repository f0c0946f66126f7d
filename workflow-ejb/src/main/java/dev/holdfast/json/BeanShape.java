package dev.holdfast.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Is the shape of a bean: its fields, inherited ones too, and its constructor without parameters.
 * Fields are taken and not getters, so that nothing is lost that has no getter, and nothing is
 * computed. Static and transient fields are left out; a field that the text does not mention keeps
 * what the constructor gave it.
 */
final class BeanShape extends ObjectShape {

  private final Constructor<?> constructor;
  private final List<Field> fields;

  private BeanShape(
      Class<?> type, List<Member> members, Constructor<?> constructor, List<Field> fields) {
    super(type, members);
    this.constructor = constructor;
    this.fields = fields;
  }

  static Shape of(Type type, Shapes shapes) {
    Class<?> raw = Types.rawClass(type);
    List<Member> members = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Type each = type;
    while (Types.rawClass(each) != Object.class) {
      Class<?> owner = Types.rawClass(each);
      if (Refusals.isOfThePlatform(owner)) {
        return refused(raw, raw.getName() + " extends " + owner.getName() + ". Make it a record.");
      }
      for (Field field : stateOf(owner)) {
        field.setAccessible(true);
        if (!names.add(field.getName())) {
          String twice = " has two fields named '" + field.getName() + "'. Rename one.";
          return refused(raw, raw.getName() + twice);
        }
        Part part = shapes.part(Types.resolve(field.getGenericType(), Types.bindings(each)));
        members.add(new Member(field.getName(), part, field::get));
        fields.add(field);
      }
      each = Types.resolve(owner.getGenericSuperclass(), Types.bindings(each));
    }
    if (fields.isEmpty() && !overridesEquals(raw)) {
      return refused(raw, Refusals.noState(raw));
    }
    try {
      Constructor<?> constructor = raw.getDeclaredConstructor();
      constructor.setAccessible(true);
      return new BeanShape(raw, members, constructor, fields);
    } catch (NoSuchMethodException e) {
      return refused(raw, Refusals.noConstructor(raw));
    }
  }

  /** Returns the fields a class declares that hold its state. */
  static List<Field> stateOf(Class<?> owner) {
    List<Field> fields = new ArrayList<>();
    for (Field field : owner.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (!Modifier.isStatic(modifiers)
          && !Modifier.isTransient(modifiers)
          && !field.isSynthetic()) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static RefusedShape refused(Class<?> type, String reason) {
    return new RefusedShape(type.getName(), reason, false);
  }

  @Override
  Object make(Map<?, ?> nodes, Trail at) {
    try {
      Object bean = constructor.newInstance();
      for (int i = 0; i < fields.size(); i++) {
        Member member = members().get(i);
        if (nodes.containsKey(member.name())) {
          fields.get(i).set(bean, read(member, nodes, at));
        }
      }
      return bean;
    } catch (InvocationTargetException e) {
      throw at.unreadable(
          "the constructor of " + type().getName() + " threw " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw at.unreadable(type().getName() + " is out of reach: " + e.getMessage(), e);
    }
  }
}
