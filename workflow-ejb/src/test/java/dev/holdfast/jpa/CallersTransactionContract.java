package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Says how creations and events take part in a caller's transaction. */
abstract class CallersTransactionContract {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final TestDatabase database;
  private final JpaPorts ports;

  CallersTransactionContract(TestDatabase database) {
    this.database = database;
    this.ports = JpaStorage.on(database).ports();
  }

  @Test
  void showsItsOwnWritesAndCommitsThem() {
    InstanceRecord instance = queued("a");

    database.transactions.asCaller(
        () -> {
          assertThat(write(new InstanceCreated(instance), event(instance, "e1")))
              .containsOnly(Outcome.APPLIED);
          assertThat(ports.instanceReader().find(instance.key()).orElseThrow().signals())
              .isEqualTo(1);
          assertThat(write(event(instance, "e2"), event(instance, "e1")))
              .containsExactly(Outcome.APPLIED, Outcome.ALREADY_EXISTS);
          assertThat(ports.instanceReader().find(instance.key()).orElseThrow().signals())
              .isEqualTo(2);
        });

    assertThat(ports.instanceReader().find(instance.key()).orElseThrow().signals()).isEqualTo(2);
    assertThat(ports.instanceReader().findEvent(instance.number(), 1, "e1")).isPresent();
  }

  @Test
  void leavesNothingWhenTheCallerRollsBack() {
    InstanceRecord instance = queued("a");

    assertThatThrownBy(
            () ->
                database.transactions.asCaller(
                    () -> {
                      write(new InstanceCreated(instance), event(instance, "e1"));
                      throw new IllegalStateException("changed my mind");
                    }))
        .hasMessage("changed my mind");

    assertThat(ports.instanceReader().find(instance.key())).isEmpty();
  }

  @Test
  void refusesToWriteWithoutATransaction() {
    assertThatThrownBy(() -> write(new InstanceCreated(queued("a"))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesWhatNeedsALease() {
    InstanceRecord owned = queued("a").runningOn(7);

    assertThatThrownBy(
            () -> database.transactions.asCaller(() -> write(new InstanceCreated(owned))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ports.instanceReader().find(owned.key())).isEmpty();
  }

  private List<Outcome> write(Change... changes) {
    return ports.journalStore().writeInCallersTransaction(List.of(changes));
  }

  private InstanceRecord queued(String id) {
    return InstanceRecord.queued(
        ports.idSource().nextInstanceNumber(),
        new InstanceKey("orders", id),
        new InstanceRecord.Origin(null, START, "v1", "java", ""),
        START);
  }

  private EventAccepted event(InstanceRecord instance, String eventId) {
    return new EventAccepted(
        new EventRecord(
            ports.idSource().nextEventNumber(),
            instance.number(),
            1,
            eventId,
            "paid",
            null,
            START));
  }
}
