package dev.holdfast.samples.lifecycle;

import dev.holdfast.samples.database.Database;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import javax.sql.DataSource;

/** Reads subscriptions from the table {@code sample_user}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SubscriptionTable implements Subscriptions {

  @Resource private DataSource dataSource;

  /** Makes the bean; the container fills in the data source. */
  public SubscriptionTable() {}

  SubscriptionTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public boolean isActive(String userId) {
    return new Database(dataSource)
        .call(
            connection -> {
              try (PreparedStatement query =
                  connection.prepareStatement(
                      "select subscription_status from sample_user where user_id = ?")) {
                Database.bind(query, userId);
                try (ResultSet rows = query.executeQuery()) {
                  return rows.next() && "active".equals(rows.getString(1));
                }
              }
            });
  }
}
