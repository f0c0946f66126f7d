package dev.holdfast.jpa;

import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.port.ParkedMessages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps parked messages in the database; the properties of a message are one JSON object. */
final class JpaParkedMessages implements ParkedMessages {

  private static final String SELECT =
      "select message_id, queue, properties, code, reason, parked_at, retries, retried_at,"
          + " retried_by";

  private final PersistenceTransactions transactions;

  JpaParkedMessages(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void park(QueueMessage message, Refusal refusal, Instant at) {
    try {
      transactions.inNew(entities -> insert(new Sql(entities), message, refusal, at));
    } catch (RuntimeException e) {
      if (!DatabaseErrors.isDuplicate(e)) {
        throw e;
      }
      // The same message was parked by another thread: once is what was asked for.
    }
  }

  @Override
  public List<ParkedMessage> list(Filter filter, Optional<Place> after, int limit) {
    Condition condition = Condition.of(filter);
    after.ifPresent(
        place ->
            condition.and(
                "(parked_at < ? or (parked_at = ? and message_id < ?))",
                place.parkedAt(),
                place.parkedAt(),
                place.id()));
    condition.parameters.add(limit);
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    SELECT
                        + " from workflow_parked_message"
                        + condition.where
                        + " order by parked_at desc, message_id desc limit ?",
                    JpaParkedMessages::read,
                    condition.parameters.toArray()));
  }

  @Override
  public long count(Filter filter) {
    Condition condition = Condition.of(filter);
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    "select count(*) as found from workflow_parked_message" + condition.where,
                    row -> row.getLong("found"),
                    condition.parameters.toArray())
                .get(0));
  }

  @Override
  public Optional<Found> find(String id) {
    return transactions.inNew(
        entities ->
            new Sql(entities)
                    .query(
                        SELECT
                            + ", body, text_message from workflow_parked_message where message_id = ?",
                        JpaParkedMessages::readWhole,
                        id)
                    .stream()
                    .findFirst());
  }

  @Override
  public void noteRetry(String id, Refusal why, Instant at, String by) {
    transactions.inNew(
        entities ->
            new Sql(entities)
                .update(
                    "update workflow_parked_message set code = ?, reason = ?, retried_at = ?,"
                        + " retried_by = ?, retries = retries + 1 where message_id = ?",
                    why.code(),
                    Texts.storable(why.reason()),
                    at,
                    by,
                    id));
  }

  @Override
  public boolean remove(String id) {
    return transactions.inCurrent(
        entities ->
            new Sql(entities).update("delete from workflow_parked_message where message_id = ?", id)
                == 1);
  }

  private static int insert(Sql sql, QueueMessage message, Refusal refusal, Instant at) {
    String body = message.body() == null ? "" : message.body();
    return sql.update(
        "insert into workflow_parked_message (message_id, queue, properties, body, text_message,"
            + " code, reason, parked_at)"
            + " select ?, ?, ?, ?, ?, ?, ?, cast(? as timestamp(6) with time zone)"
            + " from (select 1 as one) as nothing where not exists (select 1 from workflow_parked_message where message_id = ?)",
        message.id(),
        message.queue(),
        Texts.properties(message.properties()),
        Texts.storable(body),
        message.isText(),
        refusal.code(),
        Texts.storable(refusal.reason()),
        at,
        message.id());
  }

  private static ParkedMessage read(ResultSet row) throws SQLException {
    return new ParkedMessage(
        row.getString("message_id"),
        row.getString("queue"),
        Texts.properties(row.getString("properties")),
        new Refusal(row.getString("code"), row.getString("reason")),
        Sql.instant(row, "parked_at"),
        row.getInt("retries"),
        Times.optional(row.getObject("retried_at", OffsetDateTime.class)),
        row.getString("retried_by"));
  }

  private static Found readWhole(ResultSet row) throws SQLException {
    ParkedMessage parked = read(row);
    boolean isText = row.getBoolean("text_message");
    return new Found(
        parked,
        new QueueMessage(
            parked.id(),
            parked.queue(),
            parked.properties(),
            isText ? row.getString("body") : null,
            isText));
  }

  /** Collects conditions that must all hold. */
  private static final class Condition {

    private final List<Object> parameters = new ArrayList<>();
    private String where = "";

    static Condition of(Filter filter) {
      Condition condition = new Condition();
      filter.queue().ifPresent(queue -> condition.and("queue = ?", queue));
      filter.code().ifPresent(code -> condition.and("code = ?", code));
      return condition;
    }

    void and(String condition, Object... values) {
      where += (where.isEmpty() ? " where " : " and ") + condition;
      parameters.addAll(List.of(values));
    }
  }
}
