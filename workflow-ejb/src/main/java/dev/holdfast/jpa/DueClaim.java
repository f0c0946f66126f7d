package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.port.ConcurrencyRoom;
import dev.holdfast.engine.port.InstanceQueue.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Claims due instances in one transaction that holds the share lock of the claiming node. Instances
 * that another node is claiming are skipped.
 */
final class DueClaim {

  /** What is claimed, in this order. */
  static final List<InstanceStatus> CLAIMED =
      List.of(InstanceStatus.ROLLING_BACK, InstanceStatus.WAITING, InstanceStatus.QUEUED);

  private final Sql sql;
  private final long node;
  private final ConcurrencyRoom room;
  private final Instant now;
  private final OutboxWriter outbox;
  private final List<InstanceRecord> claimed = new ArrayList<>();
  private int owned;

  /** Prepares a claim of what is due at a point in time. */
  DueClaim(Sql sql, long node, ConcurrencyRoom room, Instant now, NotifiedWorkflows notified) {
    this.sql = sql;
    this.node = node;
    this.room = room;
    this.now = now;
    this.outbox = new OutboxWriter(sql, notified);
  }

  Claim claim(Collection<String> workflows, int limit) {
    for (InstanceStatus status : CLAIMED) {
      claim(status, workflows, limit);
    }
    own();
    outbox.claimed(claimed, now);
    return new Claim(
        claimed.stream().map(row -> row.claimedBy(node, now)).toList(),
        room.full(),
        claimed.stream().map(row -> Objects.requireNonNullElse(row.wakeAt(), now)).toList());
  }

  /** Claims page after page, until one has brought nothing for which there was no room. */
  private void claim(InstanceStatus status, Collection<String> workflows, int limit) {
    boolean refused = true;
    while (refused && claimed.size() < limit) {
      List<String> open = workflows.stream().filter(it -> !room.full().contains(it)).toList();
      if (open.isEmpty()) {
        return;
      }
      refused = false;
      for (InstanceRecord due : lockDue(status, open, limit - claimed.size())) {
        if (room.take(due.key().workflow())) {
          claimed.add(due);
        } else {
          refused = true;
        }
      }
      if (refused) {
        own(); // so that the next page does not bring them again
      }
    }
  }

  private void own() {
    List<Long> numbers =
        claimed.subList(owned, claimed.size()).stream().map(InstanceRecord::number).toList();
    if (!numbers.isEmpty()) {
      sql.update(
          "update workflow_instance set owner = ?, wake_at = null,"
              + " started_at = coalesce(started_at, ?), status = case when"
              + " status = 'rollingBack' then status else 'running' end"
              + " where number = any(?)",
          node,
          now,
          numbers);
    }
    owned = claimed.size();
  }

  private List<InstanceRecord> lockDue(InstanceStatus status, List<String> workflows, int limit) {
    return sql.query(
        "select * from workflow_instance where status = ? and wake_at <= ? and workflow = any(?)"
            + " order by wake_at, number limit ? for update skip locked",
        InstanceRows::read,
        status.wireName(),
        now,
        workflows,
        limit);
  }
}
