package dev.holdfast.web.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Collects the members of an object in order; what is null in Java is written as null. */
public final class JsonFields {

  private final JsonObjectBuilder members;

  JsonFields(JsonObjectBuilder members) {
    this.members = members;
  }

  /**
   * Adds a text.
   *
   * @param name name of the member
   * @param value the text
   * @return this
   */
  public JsonFields text(String name, @Nullable String value) {
    return value == null ? none(name) : keep(members.add(name, value));
  }

  /**
   * Adds a point in time, as ISO-8601 in UTC.
   *
   * @param name name of the member
   * @param value the time
   * @return this
   */
  public JsonFields time(String name, @Nullable Instant value) {
    return text(name, value == null ? null : value.toString());
  }

  /**
   * Adds a number.
   *
   * @param name name of the member
   * @param value the number
   * @return this
   */
  public JsonFields number(String name, @Nullable Long value) {
    return value == null ? none(name) : keep(members.add(name, value));
  }

  /**
   * Adds a number.
   *
   * @param name name of the member
   * @param value the number
   * @return this
   */
  public JsonFields number(String name, int value) {
    return keep(members.add(name, value));
  }

  /**
   * Adds true.
   *
   * @param name name of the member
   * @return this
   */
  public JsonFields yes(String name) {
    return keep(members.add(name, true));
  }

  /**
   * Adds true or false.
   *
   * @param name name of the member
   * @param value the value
   * @return this
   */
  public JsonFields flag(String name, boolean value) {
    return keep(members.add(name, value));
  }

  /**
   * Adds null.
   *
   * @param name name of the member
   * @return this
   */
  public JsonFields none(String name) {
    return keep(members.addNull(name));
  }

  /**
   * Adds any value.
   *
   * @param name name of the member
   * @param value the value
   * @return this
   */
  public JsonFields value(String name, @Nullable JsonValue value) {
    return value == null ? none(name) : keep(members.add(name, value));
  }

  /**
   * Adds an array.
   *
   * @param name name of the member
   * @param value the array, used up by this
   * @return this
   */
  public JsonFields array(String name, JsonArrayBuilder value) {
    return keep(members.add(name, value));
  }

  /**
   * Returns what was collected.
   *
   * @return the object
   */
  public JsonObject build() {
    return members.build();
  }

  private JsonFields keep(JsonObjectBuilder same) {
    assert same == members : "the builder of the platform returns itself";
    return this;
  }
}
