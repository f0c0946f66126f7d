package dev.holdfast.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is the shape of a record: its components, and its canonical constructor. */
final class RecordShape extends ObjectShape {

  private final Constructor<?> constructor;

  private RecordShape(Class<?> type, List<Member> members, Constructor<?> constructor) {
    super(type, members);
    this.constructor = constructor;
  }

  static RecordShape of(Type type, Shapes shapes) {
    Class<?> raw = Types.rawClass(type);
    Map<TypeVariable<?>, Type> bindings = Types.bindings(type);
    RecordComponent[] components = raw.getRecordComponents();
    List<Member> members = new ArrayList<>();
    for (RecordComponent component : components) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      Part part = shapes.part(Types.resolve(component.getGenericType(), bindings));
      members.add(new Member(component.getName(), part, owner -> accessor.invoke(owner)));
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = raw.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new RecordShape(raw, members, constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  Object make(Map<?, ?> nodes, Trail at) {
    @Nullable Object[] values = new Object[members().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(members().get(i), nodes, at);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw at.unreadable(type().getName() + " refused it: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw at.unreadable(type().getName() + " is out of reach: " + e.getMessage(), e);
    }
  }
}
