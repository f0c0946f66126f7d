package dev.holdfast.web.problem;

import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * Is an error as callers see it.
 *
 * @param type says the code and the status
 * @param detail what happened, to what, and what to do; ends with the code in brackets
 * @param workflow name of the workflow it is about, where there is one
 * @param instanceId id of the instance it is about, where there is one
 */
public record Problem(
    ProblemType type, String detail, Optional<String> workflow, Optional<String> instanceId) {

  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Lets the detail end with the code. */
  public Problem {
    String ending = "(" + type.code() + ")";
    detail = detail.endsWith(ending) ? detail : detail + " " + ending;
  }

  /**
   * Makes a problem that is not about an instance.
   *
   * @param type says the code and the status
   * @param detail what happened and what to do
   * @return the problem
   */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, Optional.empty(), Optional.empty());
  }

  /**
   * Makes a problem about what the path names.
   *
   * @param type says the code and the status
   * @param detail what happened and what to do
   * @param path the parameters of the path, by name
   * @return the problem
   */
  static Problem at(ProblemType type, String detail, MultivaluedMap<String, String> path) {
    return new Problem(
        type,
        detail,
        Optional.ofNullable(path.getFirst("workflow")),
        Optional.ofNullable(path.getFirst("id")));
  }

  /**
   * Returns the document.
   *
   * @return an object after RFC 9457
   */
  public JsonObject toJson() {
    JsonFields document =
        Json.object()
            .text("type", "urn:holdfast:problem:" + type.code())
            .text("title", type.title())
            .number("status", type.status())
            .text("detail", detail)
            .text("code", type.code());
    workflow.ifPresent(name -> document.text("workflow", name));
    instanceId.ifPresent(id -> document.text("instanceId", id));
    return document.build();
  }

  /**
   * Returns the answer that carries the document.
   *
   * @return the answer
   */
  public Response toResponse() {
    return answer().build();
  }

  /**
   * Returns the answer that carries the document and says when to try again.
   *
   * @param retryAfter how long to wait at the least; whole seconds are announced, rounded up
   * @return the answer
   */
  Response toResponse(Duration retryAfter) {
    long seconds = Math.max(1, retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
    return answer().header("Retry-After", seconds).build();
  }

  private Response.ResponseBuilder answer() {
    return Response.status(type.status()).type(MEDIA_TYPE).entity(Json.bytes(toJson()));
  }
}
