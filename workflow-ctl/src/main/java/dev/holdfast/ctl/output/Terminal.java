package dev.holdfast.ctl.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says where output goes and whether somebody looks at it.
 *
 * @param out for answers
 * @param err for everything else
 * @param interactive whether a person looks at the one and can be asked on the other
 * @param coloured whether colours are wanted
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive, boolean coloured) {

  /**
   * Returns the terminal of this process.
   *
   * @param out for answers
   * @param err for everything else
   * @param environment the environment variables; NO_COLOR switches colours off
   * @return the terminal; nobody looks at it when input or output is a file or a pipe
   */
  public static Terminal ofProcess(
      PrintWriter out, PrintWriter err, Map<String, String> environment) {
    boolean somebody = isThere();
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(out, err, somebody, somebody && !plain);
  }

  /**
   * Asks a question that is answered by yes or no.
   *
   * @param question the question
   * @return true for yes
   */
  public boolean confirms(String question) {
    err.print(question + " [y/N] ");
    err.flush();
    try {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      @Nullable String answer = reader.readLine();
      return answer != null && answer.strip().matches("(?i)y|yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Tells whether a person sits at the terminal. Since JDK 22 a process without one has a console,
   * too, which says so itself.
   *
   * @return false when input or output is a file or a pipe
   */
  @SuppressWarnings("SystemConsoleNull") // both ways are looked at
  public static boolean isThere() {
    @Nullable Object console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) console.getClass().getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // before JDK 22
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
