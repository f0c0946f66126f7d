package dev.holdfast.samples.pipeline;

import dev.holdfast.samples.database.Database;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import javax.sql.DataSource;

/** Keeps the rows of CSV files in the table {@code sample_csv_row}, in the caller's transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class CsvRows {

  @Resource private DataSource dataSource;

  /** Makes the bean; the container fills in the data source. */
  public CsvRows() {}

  CsvRows(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Adds rows. One that is there already is an error: each is to be written once.
   *
   * @param load which file they are of
   * @param rows the rows
   */
  public void add(String load, List<CsvRow> rows) {
    new Database(dataSource)
        .call(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "insert into sample_csv_row (load_id, row_no, record_id, normalized)"
                          + " values (?, ?, ?, ?)")) {
                for (CsvRow row : rows) {
                  NormalizedItem item = row.item().normalized();
                  Database.bind(statement, load, row.number(), item.id(), item.normalized());
                  statement.addBatch();
                }
                return statement.executeBatch();
              }
            });
  }

  /**
   * Counts the rows of a file.
   *
   * @param load which file
   * @return how many there are
   */
  public long count(String load) {
    return new Database(dataSource)
        .call(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select count(*) from sample_csv_row where load_id = ?")) {
                Database.bind(statement, load);
                try (ResultSet counted = statement.executeQuery()) {
                  counted.next();
                  return counted.getLong(1);
                }
              }
            });
  }
}
