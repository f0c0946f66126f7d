package dev.holdfast.samples.approval;

import dev.holdfast.samples.database.Database;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps requests in the table {@code sample_approval}, each change in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ApprovalTable implements Approvals {

  @Resource private DataSource dataSource;

  /** Makes the bean; the container fills in the data source. */
  public ApprovalTable() {}

  ApprovalTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void open(String instanceId, String userId) {
    Database database = new Database(dataSource);
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    int known =
        database.update(
            "update sample_approval set user_id = ?, status = 'pending', decided_by = null,"
                + " changed_at = ? where instance_id = ?",
            userId,
            now,
            instanceId);
    if (known == 0) {
      database.update(
          "insert into sample_approval (instance_id, user_id, status, changed_at)"
              + " values (?, ?, 'pending', ?)",
          instanceId,
          userId,
          now);
    }
  }

  @Override
  public void close(String instanceId, String status, @Nullable String decidedBy) {
    new Database(dataSource)
        .update(
            "update sample_approval set status = ?, decided_by = ?, changed_at = ?"
                + " where instance_id = ?",
            status,
            decidedBy,
            OffsetDateTime.now(ZoneOffset.UTC),
            instanceId);
  }
}
