package dev.holdfast.samples.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/** Reads rows as text, for assertions. */
public final class Rows {

  private Rows() {}

  /**
   * Reads rows.
   *
   * @param source the database
   * @param query a query
   * @return its rows, their columns separated by commas
   */
  public static List<String> of(DataSource source, String query) {
    return new Database(source)
        .call(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(query);
                  ResultSet rows = statement.executeQuery()) {
                return texts(rows);
              }
            });
  }

  private static List<String> texts(ResultSet rows) throws SQLException {
    List<String> texts = new ArrayList<>();
    while (rows.next()) {
      StringJoiner columns = new StringJoiner(",");
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getString(i));
      }
      texts.add(columns.toString());
    }
    return texts;
  }
}
