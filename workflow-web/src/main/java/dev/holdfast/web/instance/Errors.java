package dev.holdfast.web.instance;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import jakarta.json.JsonObject;

/** Writes the errors of instances, steps and attempts as viewers see them. */
final class Errors {

  private Errors() {}

  /**
   * Writes an error.
   *
   * @param error the error
   * @return name and message, and its code where it has one
   */
  static JsonObject toJson(ErrorInfo error) {
    JsonFields json = Json.object().text("name", error.name()).text("message", error.message());
    if (error.code() != null) {
      json.text("code", error.code());
    }
    return json.build();
  }
}
