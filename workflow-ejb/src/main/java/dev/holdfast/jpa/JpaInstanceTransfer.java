package dev.holdfast.jpa;

import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.InstanceTransfer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Takes whole instances out of the database and puts them in. */
final class JpaInstanceTransfer implements InstanceTransfer {

  private final PersistenceTransactions transactions;

  JpaInstanceTransfer(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<InstanceExport> read(Collection<Long> numbers) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          return new ExportRows(sql).read(lock(sql, numbers));
        });
  }

  @Override
  public Optional<InstanceExport> readWhole(long number) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          ExportRows rows = new ExportRows(sql);
          return rows.read(lock(sql, List.of(number))).stream().findFirst().map(rows::withChunks);
        });
  }

  @Override
  public List<Outcome> insert(List<InstanceExport> instances) {
    return transactions.inNew(entities -> new TransferWriter(new Sql(entities)).write(instances));
  }

  /** What is read behind the locks is read once more: H2 answers with the rows as they were. */
  private static List<InstanceRecord> lock(Sql sql, Collection<Long> numbers) {
    List<Long> locked =
        sql.query(
            "select number from workflow_instance where number = any(?) and owner is null"
                + sql.dialect().silenceLimit()
                + " order by number for update",
            row -> row.getLong("number"),
            numbers);
    return locked.isEmpty()
        ? List.of()
        : new ExportRows(sql).instances(locked).stream().filter(it -> it.owner() == null).toList();
  }
}
