package dev.holdfast.jpa;

import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Notification;
import dev.holdfast.engine.port.NotificationChannel;
import dev.holdfast.engine.port.NotificationChannel.Sent;
import dev.holdfast.engine.port.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps notifications in the database. Whoever holds the lock of an instance's oldest row sends for
 * that instance: while it is there, nobody takes a later one.
 */
final class JpaOutbox implements Outbox {

  private final PersistenceTransactions transactions;

  JpaOutbox(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Sent forward(int limit, NotificationChannel channel) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          List<Notification> found = read(sql, lockInstances(sql, limit), limit);
          Sent sent = found.isEmpty() ? Sent.all(0) : channel.send(found);
          remove(sql, found.subList(0, sent.count()));
          return sent;
        });
  }

  private static List<Long> lockInstances(Sql sql, int limit) {
    return sql.query(
        "select instance from workflow_outbox first where not exists"
            + " (select 1 from workflow_outbox earlier where earlier.instance = first.instance"
            + " and earlier.event_id < first.event_id)"
            + " order by event_id, instance limit ? for update skip locked",
        row -> row.getLong("instance"),
        limit);
  }

  private static List<Notification> read(Sql sql, List<Long> instances, int limit) {
    return instances.isEmpty()
        ? List.of()
        : sql.query(
            "select instance, event_id, workflow, id, type, version, at from workflow_outbox"
                + " where instance = any(?) order by event_id, instance limit ?",
            JpaOutbox::read,
            instances,
            limit);
  }

  private static Notification read(ResultSet row) throws SQLException {
    String type = row.getString("type");
    return new Notification(
        row.getLong("instance"),
        new InstanceKey(row.getString("workflow"), row.getString("id")),
        row.getLong("event_id"),
        LogType.find(type).orElseThrow(() -> new IllegalStateException("Unknown type " + type)),
        row.getString("version"),
        Sql.instant(row, "at"));
  }

  private static void remove(Sql sql, List<Notification> sent) {
    sql.batch(
        "delete from workflow_outbox where instance = ? and event_id = ?",
        sent.stream().map(it -> new Parameters().add(it.number()).add(it.eventId())).toList());
  }
}
