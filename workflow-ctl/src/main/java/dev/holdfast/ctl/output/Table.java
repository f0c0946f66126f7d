package dev.holdfast.ctl.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints rows below headings. The first rows are held back until the widths are known; what comes
 * later is printed as it comes, and only then a long value may push those behind it.
 */
public final class Table {

  private static final int HELD_BACK = 500;
  private static final int WIDEST = 60;
  private static final String GAP = "  ";
  private static final String NOTHING = "-";

  private final Terminal terminal;
  private final List<String> headings;
  private final int[] widths;
  private final List<List<String>> held = new ArrayList<>();
  private boolean started;

  /**
   * Makes a table.
   *
   * @param terminal where to
   * @param headings names of the columns
   */
  public Table(Terminal terminal, String... headings) {
    this.terminal = terminal;
    this.headings = List.of(headings);
    this.widths = this.headings.stream().mapToInt(String::length).toArray();
  }

  /**
   * Adds a row.
   *
   * @param values one for each column; what is empty is shown as a dash
   */
  public void add(String... values) {
    if (values.length != headings.size()) {
      throw new IllegalArgumentException("%s for %s".formatted(Arrays.asList(values), headings));
    }
    List<String> row =
        Arrays.stream(values).map(Table::printable).map(it -> it.isEmpty() ? NOTHING : it).toList();
    if (started) {
      print(row);
      return;
    }
    held.add(row);
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], Math.min(WIDEST, row.get(i).length()));
    }
    if (held.size() == HELD_BACK) {
      start();
    }
  }

  /** Prints what is held back. */
  public void end() {
    if (!started) {
      start();
    }
    terminal.out().flush();
  }

  private void start() {
    started = true;
    print(headings);
    held.forEach(this::print);
    held.clear();
  }

  private void print(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String value = row.get(i);
      line.append(Colours.status(value, terminal.coloured()));
      if (i < row.size() - 1) {
        line.append(" ".repeat(Math.max(0, widths[i] - value.length()))).append(GAP);
      }
    }
    PrintWriter out = terminal.out();
    out.println(line);
  }

  /** Keeps values that came from outside from steering the terminal. */
  static String printable(String text) {
    return text.replaceAll("\\R", " ").replaceAll("\\p{Cntrl}", "?");
  }
}
