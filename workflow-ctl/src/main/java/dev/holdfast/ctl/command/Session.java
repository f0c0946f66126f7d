package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiClient;
import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.output.Format;
import dev.holdfast.ctl.output.Terminal;
import jakarta.json.JsonValue;

/**
 * Is what a command works with.
 *
 * @param client talks to the server
 * @param terminal where output goes
 * @param format how answers are printed
 */
public record Session(ApiClient client, Terminal terminal, Format format) {

  /** Opens sessions; the root of the commands does. */
  public interface Source {

    /**
     * Opens a session for the command that is being executed.
     *
     * @return the session
     * @throws dev.holdfast.ctl.http.CtlException when options or files are wrong
     */
    Session session();
  }

  boolean isJson() {
    return format == Format.JSON;
  }

  boolean isWide() {
    return format == Format.WIDE;
  }

  /** Prints a value for programs. */
  void print(JsonValue value) {
    terminal.out().println(Json.pretty(value));
    terminal.out().flush();
  }

  /** Prints a line for people. */
  void say(String line) {
    terminal.out().println(line);
    terminal.out().flush();
  }

  /** Prints a line beside the answer. */
  void warn(String line) {
    terminal.err().println("workflowctl: " + line);
    terminal.err().flush();
  }
}
