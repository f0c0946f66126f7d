package dev.holdfast.samples.lifecycle;

import dev.holdfast.samples.database.Database;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Writes mail into the table {@code sample_mail}, each in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MailTable implements Mailer {

  @Resource private DataSource dataSource;

  /** Makes the bean; the container fills in the data source. */
  public MailTable() {}

  MailTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public boolean send(String idempotencyKey, String recipient, String subject) {
    Database database = new Database(dataSource);
    if (wasSent(database, idempotencyKey)) {
      return false;
    }
    database.update(
        "insert into sample_mail (idempotency_key, recipient, subject, sent_at)"
            + " values (?, ?, ?, ?)",
        idempotencyKey,
        recipient,
        subject,
        OffsetDateTime.now(ZoneOffset.UTC));
    return true;
  }

  private static boolean wasSent(Database database, String idempotencyKey) {
    return database.call(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("select 1 from sample_mail where idempotency_key = ?")) {
            Database.bind(query, idempotencyKey);
            try (ResultSet rows = query.executeQuery()) {
              return rows.next();
            }
          }
        });
  }
}
