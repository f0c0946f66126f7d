package dev.holdfast.benchmark.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Is a table of which the rows of one instance are copied for other instances. In expressions
 * {@code copy} is the number of the copy, from 1, and a column means the row that is copied.
 *
 * @param schema its schema
 * @param name its name
 * @param instance the column that says of which instance a row is
 * @param changed expressions for what is not the same in each copy, by column
 */
record CopiedTable(String schema, String name, String instance, Map<String, String> changed) {

  /** Copies the rows of an instance so often that copies of all the numbers exist. */
  void copy(Connection connection, String original, long first, long last) throws SQLException {
    List<String> columns = columns(connection);
    List<String> values = columns.stream().map(it -> changed.getOrDefault(it, quoted(it))).toList();
    String insert =
        "insert into %s.%s (%s) select %s from %s.%s cross join generate_series(?, ?) as copy where %s::text = ?"
            .formatted(
                schema,
                name,
                String.join(", ", columns.stream().map(CopiedTable::quoted).toList()),
                String.join(", ", values),
                schema,
                name,
                instance);
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
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
