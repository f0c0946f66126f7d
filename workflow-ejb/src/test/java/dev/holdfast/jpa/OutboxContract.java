package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.Notification;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.port.NotificationChannel.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Says what is put into the outbox, and in which order and how often it is sent. */
abstract class OutboxContract {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final TestDatabase database;
  private final JpaPorts ports;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  OutboxContract(TestDatabase database) {
    this.database = database;
    database.clear();
    this.ports = database.newPorts(NotifiedWorkflows.ALL);
  }

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  void sendsEachNotificationOnceInTheOrderOfTheLog() {
    start("a", 0);
    start("b", 10);

    assertThat(send(3))
        .containsExactly("a workflow_queued", "a workflow_started", "b workflow_queued");
    assertThat(send(3)).containsExactly("b workflow_started");
    assertThat(send(3)).isEmpty();
  }

  @Test
  void keepsWhatTheChannelHasNotTaken() {
    start("a", 0);
    IllegalStateException broken = new IllegalStateException("broker down");

    Sent sent = ports.outbox().forward(10, it -> new Sent(1, Optional.of(broken)));

    assertThat(sent).isEqualTo(new Sent(1, Optional.of(broken)));
    assertThat(send(10)).containsExactly("a workflow_started");
  }

  @Test
  void sendsAgainWhatWasSentInATransactionThatIsLost() {
    start("a", 0);

    assertThatThrownBy(
            () ->
                ports
                    .outbox()
                    .forward(
                        10,
                        it -> {
                          throw new IllegalStateException("died after sending");
                        }))
        .hasMessage("died after sending");

    assertThat(send(10)).containsExactly("a workflow_queued", "a workflow_started");
  }

  @Test
  void leavesAnInstanceToTheNodeThatIsSendingForIt() throws Exception {
    InstanceRecord first = start("a", 0);
    Semaphore sending = new Semaphore(0);
    Semaphore goOn = new Semaphore(0);
    List<String> sentByOther = new ArrayList<>();
    Future<Sent> other =
        threads.submit(
            () ->
                database
                    .newPorts(NotifiedWorkflows.ALL)
                    .outbox()
                    .forward(
                        10,
                        found -> {
                          sending.release();
                          goOn.acquireUninterruptibly();
                          found.forEach(it -> sentByOther.add(text(it)));
                          return Sent.all(found.size());
                        }));
    sending.acquire();
    write(first, completion(first));
    start("b", 100);

    assertThat(send(10)).containsExactly("b workflow_queued", "b workflow_started");
    goOn.release();
    other.get();

    assertThat(sentByOther).containsExactly("a workflow_queued", "a workflow_started");
    assertThat(send(10)).containsExactly("a workflow_completed");
  }

  @Test
  void putsNothingThereForWorkflowsThatNobodyWantsToHearOf() {
    JpaPorts some = database.newPorts(new NotifiedWorkflows(true, Set.of("orders")));

    start(some, "orders", "a", 0);
    start(some, "payments", "b", 10);

    assertThat(send(10)).containsExactly("b workflow_queued", "b workflow_started");
  }

  @Test
  void putsNothingThereWhenNotificationsAreOff() {
    JpaPorts off = database.newPorts(NotifiedWorkflows.NONE);
    InstanceRecord instance = start(off, "orders", "a", 0);

    off.journalStore().write(node(instance), List.of(completion(instance)));

    assertThat(send(10)).isEmpty();
  }

  @Test
  void forgetsWhatIsRolledBack() {
    InstanceRecord instance = queued("orders", "a", 0);

    assertThatThrownBy(
            () ->
                database.transactions.asCaller(
                    () -> {
                      ports
                          .journalStore()
                          .writeInCallersTransaction(List.of(new Change.InstanceCreated(instance)));
                      throw new IllegalStateException("changed my mind");
                    }))
        .hasMessage("changed my mind");
    assertThat(send(10)).isEmpty();

    database.transactions.asCaller(
        () ->
            ports
                .journalStore()
                .writeInCallersTransaction(List.of(new Change.InstanceCreated(instance))));
    assertThat(send(10)).containsExactly("a workflow_queued");
  }

  @Test
  void saysNothingOfCreationsThatFindTheirIdTaken() {
    start("a", 0);
    send(10);

    start("a", 10);

    assertThat(send(10)).isEmpty();
  }

  @Test
  void keepsTheNotificationsOfAnInstanceThatIsDeleted() {
    InstanceRecord instance = start("a", 0);
    write(instance, completion(instance));

    ports.purge().purgeDue(START.plusSeconds(60), 10);

    assertThat(ports.instanceReader().find(instance.key())).isEmpty();
    assertThat(send(10))
        .containsExactly("a workflow_queued", "a workflow_started", "a workflow_completed");
  }

  private List<String> send(int limit) {
    List<String> sent = new ArrayList<>();
    ports
        .outbox()
        .forward(
            limit,
            found -> {
              found.forEach(it -> sent.add(text(it)));
              return Sent.all(found.size());
            });
    return sent;
  }

  private static String text(Notification notification) {
    return notification.key().id() + " " + notification.type().wireName();
  }

  private InstanceRecord start(String id, int millis) {
    return start(ports, "orders", id, millis);
  }

  /** Creates an instance that runs at once, a while after the start. */
  private static InstanceRecord start(JpaPorts ports, String workflow, String id, int millis) {
    long node = ports.nodeStore().join("node-" + workflow + id + millis);
    InstanceRecord queued =
        queued(ports.idSource().nextInstanceNumber(), new InstanceKey(workflow, id), millis);
    InstanceRecord running = queued.claimedBy(node, START.plusMillis(millis));
    ports.journalStore().write(node, List.of(new Change.InstanceCreated(running)));
    return running;
  }

  private InstanceRecord queued(String workflow, String id, int millis) {
    return queued(ports.idSource().nextInstanceNumber(), new InstanceKey(workflow, id), millis);
  }

  private static InstanceRecord queued(long number, InstanceKey key, int millis) {
    Instant at = START.plusMillis(millis);
    return InstanceRecord.queued(
        number, key, new InstanceRecord.Origin(null, at, "v1", "java", ""), at);
  }

  private void write(InstanceRecord instance, Change change) {
    ports.journalStore().write(node(instance), List.of(change));
  }

  private static long node(InstanceRecord instance) {
    return instance.lease().node();
  }

  private static Change completion(InstanceRecord instance) {
    Instant end = START.plusSeconds(1);
    return new Change.Ended(
        instance.lease(),
        InstanceStatus.COMPLETE,
        null,
        null,
        START,
        end,
        "v2",
        end,
        LogPositions.at(end),
        List.of(),
        null);
  }
}
