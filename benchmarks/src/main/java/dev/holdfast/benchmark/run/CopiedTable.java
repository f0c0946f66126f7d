package dev.holdfast.benchmark.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Is a table of which the rows of one instance are copied for other instances. In expressions
 * {@code copy} is the number of the copy, from 1, and a column means the row that is copied.
 *
 * <p>What an engine inserts and updates later is inserted and updated here, too. Pages that were
 * filled with rows of their final size would each have room for one more that is smaller, so new
 * instances would go to one such page after the other, and each page to the log.
 *
 * @param schema its schema
 * @param name its name
 * @param instance the column that says of which instance a row is
 * @param changed expressions for what is not the same in each copy, by column
 * @param begun expressions for what is inserted first and updated then, by column
 */
record CopiedTable(
    String schema,
    String name,
    String instance,
    Map<String, String> changed,
    Map<String, String> begun) {

  /** Is a table whose rows are inserted as they stay. */
  CopiedTable(String schema, String name, String instance, Map<String, String> changed) {
    this(schema, name, instance, changed, Map.of());
  }

  /** Copies the rows of an instance so often that copies of all the numbers exist. */
  void copy(Connection connection, String original, long first, long last) throws SQLException {
    List<String> columns = columns(connection);
    String names = columns.stream().map(CopiedTable::quoted).collect(Collectors.joining(", "));
    execute(
        connection,
        "insert into %s.%s (%s) %s".formatted(schema, name, names, copies(columns, begun)),
        original,
        first,
        last);
    if (!begun.isEmpty()) {
      String ends =
          begun.keySet().stream()
              .map(it -> "%s = ended.%s".formatted(quoted(it), quoted(it)))
              .collect(Collectors.joining(", "));
      execute(
          connection,
          "update %s.%s as begun set %s from (%s) as ended where begun.%s = ended.%s"
              .formatted(
                  schema,
                  name,
                  ends,
                  copies(columns, Map.of()),
                  quoted(instance),
                  quoted(instance)),
          original,
          first,
          last);
    }
  }

  private String copies(List<String> columns, Map<String, String> instead) {
    return columns.stream()
        .map(
            it ->
                instead.getOrDefault(it, changed.getOrDefault(it, quoted(it)))
                    + " as "
                    + quoted(it))
        .collect(
            Collectors.joining(
                ", ",
                "select ",
                " from %s.%s cross join generate_series(?, ?) as copy where %s::text = ?"
                    .formatted(schema, name, instance)));
  }

  private static void execute(
      Connection connection, String sql, String original, long first, long last)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, first);
      statement.setLong(2, last);
      statement.setString(3, original);
      statement.executeUpdate();
    }
  }

  private static String quoted(String column) {
    return '"' + column + '"';
  }

  private List<String> columns(Connection connection) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select column_name from information_schema.columns"
                + " where table_schema = ? and table_name = ? and is_generated = 'NEVER'"
                + " order by ordinal_position")) {
      statement.setString(1, schema);
      statement.setString(2, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
    }
    if (columns.isEmpty()) {
      throw new SQLException("There is no table " + schema + "." + name);
    }
    return columns;
  }
}
