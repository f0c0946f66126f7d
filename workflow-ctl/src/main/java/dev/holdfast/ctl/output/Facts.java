package dev.holdfast.ctl.output;

import java.util.LinkedHashMap;
import java.util.Map;

/** Prints names and values below each other. */
public final class Facts {

  private final Terminal terminal;
  private final Map<String, String> facts = new LinkedHashMap<>();

  /**
   * Makes an empty list.
   *
   * @param terminal where to
   */
  public Facts(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Adds a value.
   *
   * @param name its name
   * @param value the value; left out when it is empty
   */
  public void add(String name, String value) {
    if (!value.isEmpty()) {
      facts.put(name, value);
    }
  }

  /** Prints them. */
  public void end() {
    int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0) + 1;
    facts.forEach(
        (name, value) ->
            terminal
                .out()
                .println(
                    (name + ":" + " ".repeat(width - name.length()))
                        + Colours.status(Table.printable(value), terminal.coloured())));
    terminal.out().flush();
  }
}
