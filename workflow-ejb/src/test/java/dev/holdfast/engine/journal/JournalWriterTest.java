package dev.holdfast.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.JournalUnavailableException;
import dev.holdfast.engine.port.NodeFencedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalWriterTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<List<Change>> batches = new CopyOnWriteArrayList<>();
  private final AtomicInteger retries = new AtomicInteger();
  private final AtomicInteger fenced = new AtomicInteger();
  private final List<Long> nodes = new CopyOnWriteArrayList<>();
  private volatile long incarnation = 7;

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private interface Writing {
    void write(List<Change> changes);
  }

  private JournalWriter writer(Writing writing) {
    return writer(writing, new Crowd(1));
  }

  private JournalWriter writer(Writing writing, Crowd crowd) {
    JournalStore store =
        new JournalStore() {
          @Override
          public List<Outcome> write(long node, List<Change> changes) {
            nodes.add(node);
            writing.write(changes);
            batches.add(changes);
            return changes.stream().map(change -> Outcome.APPLIED).toList();
          }

          @Override
          public List<Outcome> writeInCallersTransaction(List<Change> changes) {
            throw new UnsupportedOperationException();
          }
        };
    WriteSession session =
        new WriteSession() {
          @Override
          public long node() {
            return incarnation;
          }

          @Override
          public boolean pauseBeforeRetry() {
            return retries.incrementAndGet() < 3;
          }

          @Override
          public void fenced(long incarnation) {
            fenced.incrementAndGet();
          }
        };
    return new JournalWriter(store, session, crowd);
  }

  /** Writes twenty batches of fifty. */
  private static void meetCrowd(JournalWriter writer) {
    for (int round = 0; round < 20; round++) {
      LongStream.rangeClosed(1, 49).forEach(i -> writer.append(List.of(change(i))));
      writer.write(List.of(change(50)));
    }
  }

  private static Change change(long instance) {
    return new Change.EventAccepted(
        new EventRecord(instance, instance, 1, "e", "t", null, Instant.EPOCH));
  }

  @Test
  void writesNothingBeforeSomebodyWaits() {
    JournalWriter writer = writer(changes -> {});

    Ticket first = writer.append(List.of(change(1)));
    Ticket second = writer.append(List.of(change(2), change(2)));
    assertThat(batches).isEmpty();

    assertThat(writer.await(second)).containsExactly(Outcome.APPLIED, Outcome.APPLIED);
    assertThat(writer.await(first)).containsExactly(Outcome.APPLIED);
    assertThat(batches).hasSize(1);
  }

  @Test
  void sharesACommitAmongAllWhoCameWhileTheOneBeforeWasWritten() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    JournalWriter writer =
        writer(
            changes -> {
              writing.countDown();
              awaitQuietly(goOn);
            });
    Future<?> leader = threads.submit(() -> writer.write(List.of(change(0))));
    writing.await(10, TimeUnit.SECONDS);
    List<Ticket> tickets =
        LongStream.rangeClosed(1, 64).mapToObj(i -> writer.append(List.of(change(i)))).toList();
    List<Future<?>> followers = new ArrayList<>();
    tickets.forEach(ticket -> followers.add(threads.submit(() -> writer.await(ticket))));

    goOn.countDown();

    leader.get(10, TimeUnit.SECONDS);
    for (Future<?> follower : followers) {
      follower.get(10, TimeUnit.SECONDS);
    }
    assertThat(batches).extracting(List::size).containsExactly(1, 64);
  }

  @Test
  void writesEveryChangeOnceAndInOrderUnderManyThreads() throws Exception {
    JournalWriter writer = writer(changes -> {});
    List<Future<?>> futures = new ArrayList<>();
    for (int thread = 0; thread < 16; thread++) {
      long instance = thread;
      futures.add(
          threads.submit(
              () -> IntStream.range(0, 500).forEach(i -> writer.write(List.of(change(instance))))));
    }
    for (Future<?> future : futures) {
      future.get(30, TimeUnit.SECONDS);
    }

    assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(8_000);
    assertThat(batches.size()).isLessThan(8_000);
  }

  @Test
  void letsMostOfACrowdJoinABatch() throws Exception {
    JournalWriter writer = writer(changes -> {}, new Crowd(20_000));
    meetCrowd(writer);

    Thread leader = waitingLeader(writer, new AtomicBoolean());
    LongStream.rangeClosed(1, 49).forEach(i -> writer.append(List.of(change(i))));
    leader.join(10_000);

    assertThat(batches.get(20)).hasSizeGreaterThanOrEqualTo(39);
  }

  @Test
  void keepsAnInterruptUntilTheBatchIsWritten() throws Exception {
    AtomicBoolean duringWrite = new AtomicBoolean();
    AtomicBoolean afterwards = new AtomicBoolean();
    JournalWriter writer =
        writer(
            changes -> duringWrite.compareAndSet(false, Thread.currentThread().isInterrupted()),
            new Crowd(20_000));
    meetCrowd(writer);

    Thread leader = waitingLeader(writer, afterwards);
    leader.interrupt();
    leader.join(10_000);

    assertThat(batches.get(20)).hasSize(1);
    assertThat(duringWrite).isFalse();
    assertThat(afterwards).isTrue();
  }

  @Test
  void keepsAnInterruptUntilTheDatabaseIsBack() {
    List<Boolean> interrupted = new ArrayList<>();
    JournalWriter writer =
        writer(
            changes -> {
              interrupted.add(Thread.currentThread().isInterrupted());
              if (interrupted.size() == 1) {
                Thread.currentThread().interrupt();
                throw new JournalUnavailableException(
                    new IllegalStateException("Closed by interrupt"));
              }
            });

    writer.write(List.of(change(1)));

    assertThat(interrupted).containsExactly(false, false);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void keepsAnInterruptFromWhatElseIsDoneInTheDatabase() {
    Thread.currentThread().interrupt();

    boolean interrupted =
        writer(changes -> {}).whileInReach(() -> Thread.currentThread().isInterrupted());

    assertThat(interrupted).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Returns a thread that waits for others before it writes, and then notes its interrupt. */
  private static Thread waitingLeader(JournalWriter writer, AtomicBoolean interrupted) {
    Thread leader =
        new Thread(
            () -> {
              writer.write(List.of(change(0)));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    leader.start();
    await().until(() -> leader.getState() == Thread.State.TIMED_WAITING);
    return leader;
  }

  @Test
  void writesTheChangesOfOneWhenTheCrowdStaysAway() {
    JournalWriter writer = writer(changes -> {});
    meetCrowd(writer);

    assertThat(writer.write(List.of(change(1)))).containsExactly(Outcome.APPLIED);
    assertThat(batches.get(20)).hasSize(1);
  }

  @Test
  void writesAllButTheInstanceThatCannotBeStored() {
    JournalWriter writer =
        writer(
            changes -> {
              if (changes.stream().anyMatch(change -> change.instance() == 3)) {
                throw new IllegalArgumentException("poisoned");
              }
            });
    List<Ticket> tickets = new ArrayList<>();
    for (long instance = 1; instance <= 5; instance++) {
      tickets.add(writer.append(List.of(change(instance))));
    }
    Ticket alsoPoisoned = writer.append(List.of(change(3)));

    for (int i : List.of(0, 1, 3, 4)) {
      assertThat(writer.await(tickets.get(i))).containsExactly(Outcome.APPLIED);
    }
    assertThatThrownBy(() -> writer.await(tickets.get(2))).hasMessage("poisoned");
    assertThatThrownBy(() -> writer.await(alsoPoisoned)).hasMessage("poisoned");
    assertThat(batches.stream().flatMap(List::stream).map(Change::instance))
        .containsExactlyInAnyOrder(1L, 2L, 4L, 5L);
  }

  @Test
  void triesAgainWhileTheDatabaseIsOutOfReachAndTheLeaseLasts() {
    AtomicInteger calls = new AtomicInteger();
    JournalWriter writer =
        writer(
            changes -> {
              if (calls.incrementAndGet() < 3) {
                throw new JournalUnavailableException(new IllegalStateException("down"));
              }
            });

    assertThat(writer.write(List.of(change(1)))).containsExactly(Outcome.APPLIED);
    assertThat(calls).hasValue(3);
  }

  @Test
  void failsEveryTicketWhenTheLeaseEndsBeforeTheDatabaseIsBack() {
    JournalWriter writer =
        writer(
            changes -> {
              throw new JournalUnavailableException(new IllegalStateException("down"));
            });
    Ticket first = writer.append(List.of(change(1)));
    Ticket second = writer.append(List.of(change(2)));

    assertThatThrownBy(() -> writer.await(first)).isInstanceOf(JournalUnavailableException.class);
    assertThatThrownBy(() -> writer.await(second)).isInstanceOf(JournalUnavailableException.class);
    assertThat(retries).hasValue(3);
  }

  @Test
  void saysThatTheNodeIsFenced() {
    JournalWriter writer =
        writer(
            changes -> {
              throw new NodeFencedException(7);
            });

    assertThatThrownBy(() -> writer.write(List.of(change(1))))
        .isInstanceOf(NodeFencedException.class);
    assertThat(fenced).hasValue(1);
  }

  @Test
  void refusesToCreateAnInstanceForAnIncarnationThatHasEnded() {
    JournalWriter writer = writer(changes -> {});
    Ticket ended = writer.append(List.of(creation(1, 6)));
    Ticket present = writer.append(List.of(creation(2, 7)));

    assertThatThrownBy(() -> writer.await(ended)).isInstanceOf(NodeFencedException.class);
    assertThat(writer.await(present)).containsExactly(Outcome.APPLIED);
    assertThat(batches).hasSize(1);
  }

  /** The store refuses an incarnation that has ended; as the new one it would take the creation. */
  @Test
  void triesAgainUnderTheIncarnationThatItBeganWith() {
    AtomicInteger calls = new AtomicInteger();
    JournalWriter writer =
        writer(
            changes -> {
              if (calls.incrementAndGet() == 1) {
                incarnation = 8;
                throw new JournalUnavailableException(new IllegalStateException("frozen"));
              }
            });

    writer.write(List.of(creation(1, 7)));

    assertThat(nodes).containsExactly(7L, 7L);
  }

  private static Change creation(long instance, long owner) {
    Origin origin = new Origin(null, Instant.EPOCH, "1", "java", "");
    return new Change.InstanceCreated(
        InstanceRecord.queued(instance, new InstanceKey("w", "i" + instance), origin, Instant.EPOCH)
            .runningOn(owner));
  }

  @Test
  void goesOnAfterAFailure() {
    AtomicInteger calls = new AtomicInteger();
    JournalWriter writer =
        writer(
            changes -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
              }
            });

    assertThatThrownBy(() -> writer.write(List.of(change(1)))).hasMessage("once");
    assertThat(writer.write(List.of(change(2)))).containsExactly(Outcome.APPLIED);
  }

  @Test
  void tellsWhoDoesNotWaitOnTheThreadThatWrites() {
    JournalWriter writer = writer(changes -> {});
    List<List<Outcome>> told = new ArrayList<>();
    List<Thread> tellers = new ArrayList<>();

    writer.write(
        List.of(change(1)),
        ticket -> {
          told.add(ticket.result());
          tellers.add(Thread.currentThread());
        });

    assertThat(told).containsExactly(List.of(Outcome.APPLIED));
    assertThat(tellers).containsExactly(Thread.currentThread());
  }

  @Test
  void tellsWhatFollowsBeforeAnybodyWhoWaitsGoesOn() {
    JournalWriter writer = writer(changes -> {});
    List<Boolean> othersDone = new ArrayList<>();
    Ticket before = writer.append(List.of(change(1)));
    Ticket followed =
        writer.append(
            List.of(change(2)), ticket -> othersDone.add(before.isDone() || ticket.isDone()));

    List<Outcome> outcomes = writer.await(followed);

    assertThat(othersDone).containsExactly(false);
    assertThat(outcomes).containsExactly(Outcome.APPLIED);
    assertThat(followed.isApplied()).isTrue();
  }

  @Test
  void goesOnWritingForThoseWhoDoNotWait() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    JournalWriter writer =
        writer(
            changes -> {
              writing.countDown();
              awaitQuietly(goOn);
            });
    CountDownLatch told = new CountDownLatch(2);
    Future<?> leader = threads.submit(() -> writer.write(List.of(change(0))));
    writing.await(10, TimeUnit.SECONDS);
    writer.write(List.of(change(1)), ticket -> told.countDown());
    writer.write(List.of(change(2)), ticket -> told.countDown());

    goOn.countDown();

    assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    leader.get(10, TimeUnit.SECONDS);
    assertThat(batches).extracting(List::size).containsExactly(1, 2);
  }

  @Test
  void letsWhoWaitsWriteBeforeWhoDoesNot() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Queue<Thread> writers = new ConcurrentLinkedQueue<>();
    JournalWriter writer =
        writer(
            changes -> {
              writers.add(Thread.currentThread());
              writing.countDown();
              awaitQuietly(goOn);
            });
    Future<?> leader = threads.submit(() -> writer.write(List.of(change(0))));
    writing.await(10, TimeUnit.SECONDS);
    writer.write(List.of(change(1)), ticket -> {});
    Ticket waitedFor = writer.append(List.of(change(2)));
    Future<?> follower = threads.submit(() -> writer.await(waitedFor));
    await().until(waitedFor::wakeOne);

    goOn.countDown();

    leader.get(10, TimeUnit.SECONDS);
    follower.get(10, TimeUnit.SECONDS);
    assertThat(batches).extracting(List::size).containsExactly(1, 2);
    assertThat(writers).doesNotHaveDuplicates();
  }

  @Test
  void tellsTheOthersWhenWhatFollowsOneWriteFails() {
    JournalWriter writer = writer(changes -> {});
    AtomicInteger told = new AtomicInteger();
    writer.append(List.of(change(1)));

    writer.write(
        List.of(change(2)),
        ticket -> {
          told.incrementAndGet();
          throw new IllegalStateException("what follows");
        });
    writer.write(List.of(change(3)), ticket -> told.incrementAndGet());

    assertThat(told).hasValue(2);
  }

  @Test
  void tellsOfAFailure() {
    JournalWriter writer =
        writer(
            changes -> {
              throw new IllegalArgumentException("poisoned");
            });
    List<Throwable> thrown = new ArrayList<>();

    writer.write(List.of(change(1)), ticket -> thrown.add(catchThrowable(() -> ticket.result())));

    assertThat(thrown).singleElement().extracting(Throwable::getMessage).isEqualTo("poisoned");
  }

  @Test
  void isNotAppliedWhenItCannotBeStored() {
    JournalWriter writer =
        writer(
            changes -> {
              throw new IllegalArgumentException("poisoned");
            });
    Ticket ticket = writer.append(List.of(change(1)));

    assertThatThrownBy(() -> writer.await(ticket)).hasMessage("poisoned");

    assertThat(ticket.isApplied()).isFalse();
  }

  @Test
  void finishesTheWriteOfAnInterruptedThreadAndLeavesItInterrupted() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    JournalWriter writer =
        writer(
            changes -> {
              writing.countDown();
              awaitQuietly(goOn);
            });
    Future<?> leader = threads.submit(() -> writer.write(List.of(change(0))));
    writing.await(10, TimeUnit.SECONDS);
    AtomicBoolean interrupted = new AtomicBoolean();
    Ticket ticket = writer.append(List.of(change(1)));
    Thread follower =
        new Thread(
            () -> {
              writer.await(ticket);
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    follower.start();
    await().until(ticket::wakeOne);
    follower.interrupt();

    goOn.countDown();

    follower.join(10_000);
    leader.get(10, TimeUnit.SECONDS);
    assertThat(interrupted).isTrue();
    assertThat(ticket.result()).containsExactly(Outcome.APPLIED);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
