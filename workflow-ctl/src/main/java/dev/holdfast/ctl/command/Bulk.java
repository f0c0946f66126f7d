package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.output.Colours;
import dev.holdfast.ctl.output.Progress;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Does the same to many things, one by one, and goes on when one is refused.
 *
 * @param session what to do it with
 * @param verb what is done, such as {@code Pause}
 */
record Bulk(Session session, String verb) {

  /**
   * Does it.
   *
   * @param ids to what
   * @param change does it to one; the answer is printed
   * @return the exit code
   * @throws CtlException when the only one is refused, or no more can be done
   */
  int each(List<String> ids, Function<String, JsonObject> change) {
    if (ids.size() == 1) {
      print(change.apply(ids.get(0)), ids.get(0));
      return ExitCode.OK;
    }
    List<JsonObject> done = new ArrayList<>();
    List<JsonObject> errors = new ArrayList<>();
    try (Progress progress = new Progress(session.terminal(), verb)) {
      for (String id : ids) {
        try {
          done.add(change.apply(id));
        } catch (CtlException e) {
          if (e.exitCode() != ExitCode.REFUSED && e.exitCode() != ExitCode.NOT_FOUND) {
            throw new CtlException(
                e.exitCode(),
                "%s Stopped after %d of %d."
                    .formatted(e.getMessage(), done.size() + errors.size(), ids.size()),
                e);
          }
          errors.add(
              Json.object().add("id", id).add("message", String.valueOf(e.getMessage())).build());
        }
        progress.at(done.size() + errors.size(), ids.size());
      }
    }
    return report(done, errors);
  }

  /**
   * Prints what became of many things.
   *
   * @return the exit code
   */
  int report(List<JsonObject> done, List<JsonObject> errors) {
    if (session.isJson()) {
      session.print(
          Json.object().add("items", Json.array(done)).add("errors", Json.array(errors)).build());
    } else {
      errors.forEach(it -> session.warn(Json.shown(it, "id") + ": " + Json.shown(it, "message")));
      session.say("%s: %d done, %d refused".formatted(verb, done.size(), errors.size()));
    }
    return errors.isEmpty() ? ExitCode.OK : ExitCode.PARTLY;
  }

  private void print(JsonObject answer, String id) {
    if (session.isJson()) {
      session.print(answer);
      return;
    }
    String status = Json.shown(answer, "status");
    session.say(
        status.isEmpty()
            ? "%s: done".formatted(id)
            : id + ": " + Colours.status(status, session.terminal().coloured()));
  }
}
