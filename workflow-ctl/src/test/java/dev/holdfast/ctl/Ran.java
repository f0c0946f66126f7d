package dev.holdfast.ctl;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/**
 * Is a command that was run.
 *
 * @param exitCode how it has ended
 * @param out what it has answered
 * @param err what it has said besides
 */
record Ran(int exitCode, String out, String err) {

  /** Runs a command in an environment without a home of its own. */
  static Ran run(Map<String, String> environment, String... arguments) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putIfAbsent("XDG_CONFIG_HOME", "/nonexistent");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Workflowctl.commandLine(variables)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int exitCode = line.execute(arguments);
    line.getErr().flush();
    return new Ran(exitCode, out.toString(), err.toString());
  }
}
