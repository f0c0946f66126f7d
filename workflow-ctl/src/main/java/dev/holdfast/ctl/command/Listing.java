package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.Json;
import dev.holdfast.ctl.output.Table;
import jakarta.json.JsonObject;
import java.util.Iterator;
import java.util.function.Function;

/** Prints lists as they come. */
final class Listing {

  private Listing() {}

  /**
   * Prints a list: as one JSON document, or as a table.
   *
   * @param session where to, and how
   * @param items the objects
   * @param headings names of the columns
   * @param row makes the values of a row
   */
  static void print(
      Session session,
      Iterator<JsonObject> items,
      String[] headings,
      Function<JsonObject, String[]> row) {
    if (session.isJson()) {
      printJson(session, items);
      return;
    }
    Table table = new Table(session.terminal(), headings);
    items.forEachRemaining(item -> table.add(row.apply(item)));
    table.end();
  }

  private static void printJson(Session session, Iterator<JsonObject> items) {
    var out = session.terminal().out();
    out.print("{\"items\": [");
    String between = "\n";
    while (items.hasNext()) {
      out.print(between + Json.pretty(items.next()));
      between = ",\n";
    }
    out.println("]}");
    out.flush();
  }
}
