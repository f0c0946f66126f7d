package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.ParentTold;
import dev.holdfast.engine.model.ChildEnd;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.jpa.Batch.Entry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Inserts events and makes their instances due. It locks the rows of the instances first, {@link
 * ByNumber#LOCKED_IN_ORDER} and together with those that the batch settles, so that two batches
 * seldom wait for each other; what the rows say then decides.
 */
final class EventWriter {

  private static final SetStatement INSERT =
      SetStatement.insert(
          "workflow_event",
          "number bigint",
          "instance bigint",
          "epoch integer",
          "event_id varchar",
          "type varchar",
          "payload_codec varchar",
          "payload_type varchar",
          "payload varchar",
          "received_at timestamptz",
          "log bigint");

  static final SetStatement SIGNAL =
      SetStatement.update(
          "update workflow_instance set signals = signals + :count,"
              + " wake_at = case when status = 'waiting'"
              + " and (awaits is null or awaits like :type)"
              + " and (wake_at is null or wake_at > :at)"
              + " then cast(:at as timestamp(6) with time zone) else wake_at end, log = :log"
              + " {given} where {key number}",
          "count integer",
          "type varchar",
          "at timestamptz",
          "log bigint",
          "number bigint");

  private static final List<InstanceStatus> STATUSES = List.of(InstanceStatus.values());

  /** The status comes as a number: a driver waits before it asks for what may be of any length. */
  static final String LOCK =
      "select number, epoch, case status "
          + IntStream.range(0, STATUSES.size())
              .mapToObj(i -> "when '" + STATUSES.get(i).wireName() + "' then " + i)
              .collect(Collectors.joining(" "))
          + " else -1 end as status, signals, log from workflow_instance where number = any(?)"
          + ByNumber.LOCKED_IN_ORDER;

  private final Sql sql;

  EventWriter(Sql sql) {
    this.sql = sql;
  }

  /** Is an event to insert, with its position in the log. */
  record Row(EventRecord event, long log) {}

  private record Target(int epoch, InstanceStatus status, int signals, long log) {}

  /** Says what accepted events do to their instance: those of one type, in a row. */
  private record Signals(long instance, String type, int count, Instant receivedAt, long log) {

    static Signals of(EventRecord event, long log) {
      return new Signals(event.instance(), event.type(), 1, event.receivedAt(), log);
    }

    Signals and(Signals later) {
      return new Signals(instance, type, count + later.count, receivedAt, later.log);
    }
  }

  /** Is an event to insert, and who is told what became of it. */
  private record Incoming(EventAccepted change, Consumer<Outcome> result) {

    static Incoming of(Entry<EventAccepted> entry) {
      return new Incoming(entry.change, outcome -> entry.outcome = outcome);
    }

    /** Makes an event of the engine's own, for which there is always room. */
    static Incoming internal(EventRecord event, Consumer<Outcome> result) {
      return new Incoming(new EventAccepted(event), result);
    }

    EventRecord event() {
      return change.record();
    }
  }

  /** Locks the instances of a batch, inserts its events and updates the instances they reach. */
  void write(Batch batch) {
    Map<Long, Target> targets = lock(instances(batch));
    KnownEvents known = new KnownEvents(sql);
    known.look(batch.events.stream().map(entry -> entry.change.record()).toList());
    sql.flush();
    List<Incoming> incoming = new ArrayList<>();
    batch.events.forEach(entry -> incoming.add(Incoming.of(entry)));
    incoming.addAll(told(batch, targets, known));
    insert(incoming, targets, known);
  }

  /** Locks all instances whose rows a batch will change, now or later; the answer is nothing. */
  void lockAll(Batch batch) {
    lock(
        Stream.concat(
                batch.claims.stream().map(entry -> entry.change.instance()),
                instances(batch).stream())
            .distinct()
            .toList());
  }

  private List<Incoming> told(Batch batch, Map<Long, Target> targets, KnownEvents known) {
    List<Entry<ParentTold>> told = batch.told.stream().filter(Entry::isApplied).toList();
    Map<ChildEnd, EventRecord> awaited =
        awaited(told.stream().map(entry -> entry.change.end()).toList(), targets, known);
    List<Incoming> incoming = new ArrayList<>();
    for (Entry<ParentTold> entry : told) {
      EventRecord event = awaited.get(entry.change.end());
      if (event == null) {
        entry.outcome = Outcome.NOT_FOUND;
      } else {
        incoming.add(Incoming.internal(event, outcome -> entry.outcome = outcome));
      }
    }
    return incoming;
  }

  /** Tells a parent of the end of its child, if a step of it waits for that. */
  void tell(ChildEnd end) {
    Map<Long, Target> targets = lock(List.of(end.parent().number()));
    sql.flush();
    KnownEvents known = new KnownEvents(sql);
    insert(
        awaited(List.of(end), targets, known).values().stream()
            .map(event -> Incoming.internal(event, outcome -> {}))
            .toList(),
        targets,
        known);
  }

  /** Returns the events for those ends of children that a step waits for. */
  private Map<ChildEnd, EventRecord> awaited(
      List<ChildEnd> ends, Map<Long, Target> targets, KnownEvents known) {
    Map<Long, Integer> epochs = new HashMap<>();
    targets.forEach(
        (instance, target) -> {
          if (target.status().takesEvents()) {
            epochs.put(instance, target.epoch());
          }
        });
    Map<ChildEnd, EventRecord> events = new ParentCalls(sql).events(ends, epochs);
    known.look(List.copyOf(events.values()));
    sql.flush();
    return events;
  }

  private void insert(List<Incoming> incoming, Map<Long, Target> targets, KnownEvents known) {
    BufferedEvents buffered = new BufferedEvents(sql);
    Map<Long, Deque<Signals>> signalled = new TreeMap<>();
    List<Row> rows = new ArrayList<>();
    for (Incoming next : incoming) {
      EventRecord event = next.event();
      Long holder = known.find(event);
      Target target = targets.get(event.instance());
      Outcome outcome = decide(event, target, holder);
      if (outcome == Outcome.APPLIED
          && holder == null
          && target != null
          && !buffered.add(event, next.change().bufferLimit(), target.signals())) {
        outcome = Outcome.BUFFER_FULL;
      }
      next.result().accept(outcome);
      if (outcome == Outcome.APPLIED && holder == null) {
        known.add(event);
        long log = nextLog(event, targets, signalled);
        rows.add(new Row(event, log));
        add(
            Signals.of(event, log),
            signalled.computeIfAbsent(event.instance(), i -> new ArrayDeque<>()));
      }
    }
    insert(sql, rows);
    signal(signalled.values());
  }

  /** Inserts events, now or later. */
  static void insert(Sql sql, List<Row> rows) {
    sql.send(INSERT, rows.stream().map(row -> parameters(row.event(), row.log())).toList());
  }

  private static Parameters parameters(EventRecord event, long log) {
    return new Parameters()
        .add(event.number())
        .add(event.instance())
        .add(event.epoch())
        .add(event.eventId())
        .add(event.type())
        .addValue(event.payload())
        .add(event.receivedAt())
        .add(log);
  }

  private static void add(Signals next, Deque<Signals> signals) {
    Signals last = signals.peekLast();
    signals.add(
        last != null && last.type.equals(next.type) ? signals.removeLast().and(next) : next);
  }

  /** Gives the event its position in the log, behind everything that the locked row knows of. */
  private static long nextLog(
      EventRecord event, Map<Long, Target> targets, Map<Long, Deque<Signals>> signalled) {
    Deque<Signals> earlier = signalled.get(event.instance());
    long last =
        earlier == null
            ? Objects.requireNonNull(targets.get(event.instance())).log()
            : earlier.getLast().log();
    return LogPositions.next(last, event.receivedAt());
  }

  private static Outcome decide(EventRecord event, @Nullable Target target, @Nullable Long holder) {
    if (target == null || target.epoch() != event.epoch()) {
      return Outcome.NOT_FOUND;
    }
    if (holder != null) {
      return holder == event.number() ? Outcome.APPLIED : Outcome.ALREADY_EXISTS;
    }
    return target.status().takesEvents() ? Outcome.APPLIED : Outcome.FINISHED;
  }

  /** Returns every instance whose row the batch will change, besides the new ones. */
  private static List<Long> instances(Batch batch) {
    return Stream.of(
            batch.events.stream().map(entry -> entry.change.instance()),
            batch.told.stream().map(entry -> entry.change.end().parent().number()),
            batch.rowsOfRuns().map(entry -> entry.change.instance()))
        .flatMap(it -> it)
        .distinct()
        .toList();
  }

  /** Locks instances; what their rows say is known once the answers are. */
  private Map<Long, Target> lock(List<Long> instances) {
    Map<Long, Target> targets = new HashMap<>();
    sql.ask(
        LOCK,
        row ->
            targets.put(
                row.getLong("number"),
                new Target(
                    row.getInt("epoch"),
                    STATUSES.get(row.getInt("status")),
                    row.getInt("signals"),
                    row.getLong("log"))),
        found -> {},
        instances);
    return targets;
  }

  /**
   * Makes instances due that wait for such events, as the rows are now: first by the first events
   * of each instance, then by the next.
   */
  private void signal(Collection<Deque<Signals>> signalled) {
    List<Deque<Signals>> left = List.copyOf(signalled);
    while (!left.isEmpty()) {
      sql.send(SIGNAL, left.stream().map(it -> parameters(it.removeFirst())).toList());
      left = left.stream().filter(it -> !it.isEmpty()).toList();
    }
  }

  private static Parameters parameters(Signals signals) {
    return new Parameters()
        .add(signals.count())
        .add(AwaitedTypes.pattern(signals.type()))
        .add(signals.receivedAt())
        .add(signals.log())
        .add(signals.instance());
  }
}
