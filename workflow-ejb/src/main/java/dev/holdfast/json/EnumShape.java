package dev.holdfast.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is the shape of an enum: the constant's name. */
final class EnumShape extends KeyShape {

  private final Class<?> type;
  private final Map<String, Object> constants = new LinkedHashMap<>();

  EnumShape(Class<?> type) {
    this.type = type;
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    out.text(format(value, out.trail()));
  }

  @Override
  Object readValue(Object node, Trail at) {
    @Nullable Object constant = node instanceof String name ? constants.get(name) : null;
    if (constant == null) {
      throw at.misfit(expected(), node);
    }
    return constant;
  }

  @Override
  String format(Object value, Trail at) {
    if (!type.isInstance(value)) {
      throw at.refuse(Refusals.mismatch(value, type));
    }
    return ((Enum<?>) value).name();
  }

  @Override
  Object parse(String text, Trail at) {
    return readValue(text, at);
  }

  @Override
  String expected() {
    return "one of " + String.join(", ", constants.keySet());
  }
}
