package dev.holdfast.json;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns values into such that equals compares all of them: arrays and records with arrays too. */
final class PlainForm {

  private PlainForm() {}

  static @Nullable Object of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value.getClass().isArray()) {
      List<@Nullable Object> form = new ArrayList<>();
      form.add(value.getClass());
      for (int i = 0; i < Array.getLength(value); i++) {
        form.add(of(Array.get(value, i)));
      }
      return form;
    }
    if (value instanceof Collection<?> elements) {
      Collection<@Nullable Object> form =
          value instanceof Set ? new HashSet<>() : new ArrayList<>();
      elements.forEach(element -> form.add(of(element)));
      return form;
    }
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> form = new LinkedHashMap<>();
      map.forEach((key, content) -> form.put(of(key), of(content)));
      return form;
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(PlainForm::of);
    }
    return value instanceof Record ? ofRecord(value) : value;
  }

  private static Object ofRecord(Object value) {
    List<@Nullable Object> form = new ArrayList<>();
    form.add(value.getClass());
    try {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        form.add(of(component.getAccessor().invoke(value)));
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
    return form;
  }
}
