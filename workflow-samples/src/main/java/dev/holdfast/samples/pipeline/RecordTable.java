package dev.holdfast.samples.pipeline;

import dev.holdfast.samples.database.Database;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Keeps records in the table {@code sample_record}, each batch in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RecordTable implements Records {

  @Resource private DataSource dataSource;

  /** Makes the bean; the container fills in the data source. */
  public RecordTable() {}

  RecordTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void put(List<NormalizedItem> items) {
    Map<String, NormalizedItem> byId = new LinkedHashMap<>();
    items.forEach(item -> byId.put(item.id(), item));
    List<NormalizedItem> distinct = List.copyOf(byId.values());
    new Database(dataSource).call(connection -> put(connection, distinct));
  }

  /** Updates what is there and inserts the rest: the one kind of upsert all databases know. */
  private static int put(Connection connection, List<NormalizedItem> items) throws SQLException {
    int[] updated =
        batch(connection, "update sample_record set normalized = ? where record_id = ?", items);
    List<NormalizedItem> missing = new ArrayList<>();
    for (int i = 0; i < updated.length; i++) {
      if (updated[i] == 0) {
        missing.add(items.get(i));
      }
    }
    batch(connection, "insert into sample_record (normalized, record_id) values (?, ?)", missing);
    return items.size();
  }

  private static int[] batch(Connection connection, String sql, List<NormalizedItem> items)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (NormalizedItem item : items) {
        Database.bind(statement, item.normalized(), item.id());
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }
}
