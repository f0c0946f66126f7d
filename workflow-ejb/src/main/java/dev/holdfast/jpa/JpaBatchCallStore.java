package dev.holdfast.jpa;

import dev.holdfast.api.BatchJobFailedException;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.engine.model.BatchCall;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.BatchCallStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps in the database what steps want of the batch runtime. */
final class JpaBatchCallStore implements BatchCallStore {

  private static final String COLUMNS =
      "select c.instance, c.epoch, c.step, c.id, c.workflow, c.job, c.properties_codec,"
          + " c.properties_type, c.properties, c.attempt, c.requested_at, c.owner, c.execution,"
          + " c.status, c.result_codec, c.result_type, c.result, c.error_code, c.error_message";

  private static final String BY_KEY = " where instance = ? and epoch = ? and step = ?";

  private final PersistenceTransactions transactions;

  JpaBatchCallStore(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void request(BatchCall call) {
    boolean isStored =
        transactions.inNew(
            entities -> {
              Sql sql = new Sql(entities);
              Optional<BatchCall> before = lock(sql, call.key());
              before
                  .filter(it -> it.attempt() < call.attempt())
                  .ifPresent(it -> update(sql, it.again(call)));
              return before.isPresent();
            });
    if (!isStored) {
      insert(call);
    }
  }

  /** Stores a new call; somebody else may have done so meanwhile. */
  private void insert(BatchCall call) {
    try {
      transactions.inNew(
          entities ->
              new Sql(entities)
                  .batch(
                      "insert into workflow_batch_call (instance, epoch, step, id, workflow, job,"
                          + " properties_codec, properties_type, properties, attempt,"
                          + " requested_at, status) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      List.of(
                          new Parameters()
                              .add(call.key().instance())
                              .add(call.key().epoch())
                              .add(call.key().step())
                              .add(call.id())
                              .add(call.workflow())
                              .add(Texts.storable(call.job()))
                              .addValue(call.properties())
                              .add(call.attempt())
                              .add(call.requestedAt())
                              .add(name(call.status())))));
    } catch (RuntimeException e) {
      if (!DatabaseErrors.isDuplicate(e)) {
        throw e;
      }
    }
  }

  @Override
  public Optional<BatchCall> find(BatchCall.Key key) {
    return transactions.inNew(entities -> find(new Sql(entities), key, ""));
  }

  @Override
  public int claim(long node, Collection<String> workflows, int limit) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          NodeLock.take(sql, node);
          List<BatchCall> free =
              sql.query(
                  COLUMNS
                      + " from workflow_batch_call c where c.workflow = any(?) and (c.owner is null"
                      + " or c.owner not in (select node from workflow_node where not fenced))"
                      + " limit ? for update skip locked",
                  JpaBatchCallStore::read,
                  workflows,
                  limit);
          free.forEach(call -> update(sql, call.ownedBy(node)));
          return free.size();
        });
  }

  @Override
  public List<Held> listOwned(long node) {
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    COLUMNS
                        + ", i.epoch as present_epoch, i.status as instance_status,"
                        + " s.status as step_status, s.attempt as step_attempt,"
                        + " (select max(n.epoch) from workflow_batch_call n where n.instance ="
                        + " c.instance and n.step = c.step) as last_epoch"
                        + " from workflow_batch_call c"
                        + " left join workflow_instance i on i.number = c.instance"
                        + " left join workflow_step s on s.instance = c.instance"
                        + " and s.epoch = i.epoch and s.seq = c.step and s.kind = 'batch'"
                        + " where c.owner = ? order by c.instance, c.epoch, c.step",
                    JpaBatchCallStore::readHeld,
                    node));
  }

  @Override
  public boolean save(BatchCall call, long node) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          NodeLock.take(sql, node);
          return isPresent(sql, call, node) && update(sql, call) == 1;
        });
  }

  @Override
  public void remove(BatchCall call, long node) {
    transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          return isPresent(sql, call, node)
              ? sql.update(
                  "delete from workflow_batch_call" + BY_KEY,
                  call.key().instance(),
                  call.key().epoch(),
                  call.key().step())
              : 0;
        });
  }

  private static boolean isPresent(Sql sql, BatchCall call, long node) {
    return lock(sql, call.key())
        .filter(it -> it.owner() != null && it.owner() == node)
        .filter(it -> it.attempt() == call.attempt())
        .isPresent();
  }

  private static Optional<BatchCall> lock(Sql sql, BatchCall.Key key) {
    return find(sql, key, sql.dialect().silenceLimit() + " for update");
  }

  private static Optional<BatchCall> find(Sql sql, BatchCall.Key key, String lock) {
    return sql
        .query(
            COLUMNS
                + " from workflow_batch_call c where c.instance = ? and c.epoch = ? and c.step = ?"
                + lock,
            JpaBatchCallStore::read,
            key.instance(),
            key.epoch(),
            key.step())
        .stream()
        .findFirst();
  }

  private static int update(Sql sql, BatchCall call) {
    @Nullable ErrorInfo error = call.error();
    return sql.batch(
            "update workflow_batch_call set properties_codec = ?, properties_type = ?, properties = ?,"
                + " attempt = ?, requested_at = ?, owner = ?, execution = ?, status = ?,"
                + " result_codec = ?, result_type = ?, result = ?, error_code = ?, error_message = ?"
                + BY_KEY,
            List.of(
                new Parameters()
                    .addValue(call.properties())
                    .add(call.attempt())
                    .add(call.requestedAt())
                    .add(call.owner())
                    .add(call.execution())
                    .add(name(call.status()))
                    .addValue(call.result())
                    .add(error == null ? null : error.code())
                    .add(error == null ? null : Texts.storable(error.message()))
                    .add(call.key().instance())
                    .add(call.key().epoch())
                    .add(call.key().step())))[0];
  }

  private static Held readHeld(ResultSet row) throws SQLException {
    BatchCall call = read(row);
    return new Held(call, row.getInt("present_epoch"), want(call, row));
  }

  private static Want want(BatchCall call, ResultSet row) throws SQLException {
    @Nullable String instance = row.getString("instance_status");
    @Nullable String step = row.getString("step_status");
    boolean isReplaced = row.getInt("last_epoch") > call.key().epoch();
    return instance == null || step == null || isReplaced
        ? Want.NEVER
        : Want.of(
            call, InstanceEntity.status(instance), StepStatus.of(step), row.getInt("step_attempt"));
  }

  private static BatchCall read(ResultSet row) throws SQLException {
    @Nullable String error = row.getString("error_code");
    return new BatchCall(
        new BatchCall.Key(row.getLong("instance"), row.getInt("epoch"), row.getInt("step")),
        row.getString("id"),
        row.getString("workflow"),
        row.getString("job"),
        Objects.requireNonNull(
            EncodedValueColumns.value(
                row.getString("properties_codec"),
                row.getString("properties_type"),
                row.getString("properties"))),
        row.getInt("attempt"),
        Sql.instant(row, "requested_at"),
        row.getObject("owner", Long.class),
        row.getObject("execution", Long.class),
        BatchCall.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        EncodedValueColumns.value(
            row.getString("result_codec"), row.getString("result_type"), row.getString("result")),
        error == null
            ? null
            : new ErrorInfo(
                BatchJobFailedException.class.getSimpleName(),
                row.getString("error_message"),
                error));
  }

  private static String name(BatchCall.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
