package dev.holdfast.ctl.http;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Turns an answer that is an error into one for people. */
final class Problem {

  private static final int SHOWN = 200;

  private Problem() {}

  /**
   * Returns the error to throw.
   *
   * @param status the status of HTTP
   * @param body the answer's text
   * @param user who was logged in; empty for nobody
   */
  static CtlException of(int status, String body, String user) {
    String said = detail(body);
    return new CtlException(exitCode(status), said + advice(status, user), status == 429);
  }

  private static String detail(String body) {
    try {
      JsonValue value = Json.parse(body);
      if (value instanceof JsonObject object && object.get("detail") instanceof JsonString detail) {
        @Nullable JsonValue code = object.get("code");
        boolean named =
            code instanceof JsonString text && detail.getString().contains(text.getString());
        return detail.getString() + (named || code == null ? "" : " (" + code + ")");
      }
    } catch (JsonException e) {
      // Shown as it is, below: a proxy's page or the like.
    }
    String text = body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  private static int exitCode(int status) {
    return switch (status) {
      case 401, 403 -> ExitCode.NOT_ALLOWED;
      case 404 -> ExitCode.NOT_FOUND;
      default -> status < 500 ? ExitCode.REFUSED : ExitCode.SERVER;
    };
  }

  private static String advice(int status, String user) {
    return switch (status) {
      case 401 ->
          user.isEmpty()
              ? " Say who you are: --user and --password-file, HOLDFAST_USER and HOLDFAST_PASSWORD,"
                  + " or a profile."
              : " User '%s' or the password is wrong [HTTP 401].".formatted(user);
      case 403 -> " User '%s' may not do this: use one with a higher role.".formatted(user);
      case 429 -> " Try again later.";
      default -> status < 500 ? "" : " [HTTP %d]".formatted(status);
    };
  }
}
