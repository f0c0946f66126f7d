package dev.holdfast.json;

import org.jspecify.annotations.Nullable;

/** Is the shape of a type whose values cannot be stored; null can. */
final class RefusedShape extends Shape {

  private final String name;
  private final String reason;
  private final boolean typeUnknown;

  RefusedShape(String name, String reason, boolean typeUnknown) {
    this.name = name;
    this.reason = reason;
    this.typeUnknown = typeUnknown;
  }

  @Override
  void writeValue(Object value, JsonOutput out) {
    String reasonOfValue = Refusals.ofValue(value);
    if (typeUnknown && reasonOfValue == null) {
      throw out.trail().typeUnknown(reason);
    }
    throw out.trail().refuse(reasonOfValue == null ? reason : reasonOfValue);
  }

  @Override
  @Nullable Object readValue(Object node, Trail at) {
    throw at.unreadable("the type " + name + " cannot be read: " + reason, null);
  }

  @Override
  boolean isExact() {
    return true;
  }

  @Override
  String expected() {
    return "null";
  }
}
