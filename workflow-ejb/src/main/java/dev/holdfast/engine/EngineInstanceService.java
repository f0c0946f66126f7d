package dev.holdfast.engine;

import dev.holdfast.api.BatchDeletion;
import dev.holdfast.api.Blob;
import dev.holdfast.api.EventReceipt;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogSubscription;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.log.LogFeed;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.Requester;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.node.Node;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.run.Children;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Is the door of an engine: checks what callers ask for, and leaves the rest to its parts. */
final class EngineInstanceService implements InstanceService {

  private final Ports ports;
  private final WorkflowRegistry registry;
  private final Node node;
  private final Lookups lookups;
  private final EndWaiters waiters;
  private final LogFeed logs;
  private final Creation creation;
  private final LargeResults largeResults;
  private final EventDelivery events;
  private final Steering steering;

  EngineInstanceService(Ports ports, WorkflowRegistry registry, Node node, Onlookers onlookers) {
    this.ports = ports;
    this.registry = registry;
    this.node = node;
    this.lookups = new Lookups(ports.reader());
    this.waiters = onlookers.ends();
    this.logs = onlookers.logs();
    this.creation = new Creation(ports, registry, node);
    this.largeResults = new LargeResults(ports.blobs());
    this.events = new EventDelivery(ports, node);
    this.steering = new Steering(ports, registry, node, waiters);
  }

  /** Returns what starts children for runs. */
  Children children() {
    return new ChildCreation(creation, registry, ports.codec(), node, closer());
  }

  /** Returns what creates many instances, each by itself. */
  EachCreation eachCreation() {
    return new SeparateCreation(creation);
  }

  /** Returns what steers many instances that rest, for jobs. */
  RestingInstances resting() {
    return (numbers, command, caller) ->
        steering.steerResting(numbers, command, Requester.named(caller));
  }

  /** Returns what terminates the children that are left behind. */
  ChildCloser closer() {
    return steering.closer();
  }

  @Override
  public Created create(NewInstance request) {
    return creation.create(request);
  }

  @Override
  public List<BatchEntry> createBatch(List<NewInstance> requests) {
    int limit = requests.isEmpty() ? 1 : limits(requests.get(0).workflow()).batch();
    Rules.batchSize(requests.size(), limit);
    return new BatchedCreation(creation).create(requests);
  }

  @Override
  public EventReceipt sendEvent(
      InstanceKey key, String type, @Nullable EncodedValue payload, Optional<String> eventId) {
    Rules.eventType(type);
    eventId.ifPresent(Rules::eventId);
    return events.send(limits(key.workflow()), key, () -> get(key), type, payload, eventId);
  }

  @Override
  public InstanceRecord get(InstanceKey key) {
    return find(key).orElseThrow(() -> Steering.notFound(key));
  }

  @Override
  public Optional<InstanceRecord> find(InstanceKey key) {
    registry.get(key.workflow());
    Rules.instanceId(key.id());
    return ports.transactions().isActive() ? ports.reader().find(key) : lookups.find(key);
  }

  @Override
  public InstanceDetails details(InstanceKey key) {
    InstanceRecord instance = get(key);
    return new InstanceDetails(
        instance,
        ports.reader().listSteps(instance.number(), instance.epoch()),
        ports.reader().listAttempts(instance.number(), instance.epoch()));
  }

  @Override
  public InstanceJournal journal(InstanceKey key) {
    InstanceDetails details = details(key);
    InstanceRecord instance = details.instance();
    return largeResults.journal(
        details, ports.reader().listEvents(instance.number(), instance.epoch()));
  }

  @Override
  public Optional<Blob> findLargeResult(InstanceRecord instance, StepRecord step) {
    return largeResults.find(instance, step);
  }

  @Override
  public List<InstanceSummary> list(InstanceQuery query) {
    registry.get(query.workflow());
    return ports.reader().list(query);
  }

  @Override
  public long count(InstanceQuery query) {
    registry.get(query.workflow());
    return ports.reader().count(query);
  }

  @Override
  public InstanceStatus steer(InstanceKey key, Command command, String caller) {
    return steer(key, command, Requester.named(caller));
  }

  @Override
  public InstanceStatus steer(InstanceKey key, Command command, Requester by) {
    registry.get(key.workflow());
    Rules.instanceId(key.id());
    return steering.steer(key, command, by);
  }

  @Override
  public BatchDeletion deleteBatch(String workflow, List<String> ids) {
    return deleteBatch(workflow, ids, Requester.UNKNOWN);
  }

  @Override
  public BatchDeletion deleteBatch(String workflow, List<String> ids, Requester by) {
    return new Deletion(steering).delete(workflow, ids, limits(workflow).batch(), by);
  }

  @Override
  public InstanceRecord awaitEnd(InstanceKey key, Duration timeout) throws InterruptedException {
    return waiters.await(key, timeout, node::runs, this::get);
  }

  @Override
  public EndWatch watchEnd(InstanceKey key, Consumer<InstanceRecord> told) {
    EndWatch watch = waiters.watch(key, told, ports.followers());
    try {
      InstanceRecord present = get(key); // after the watch has begun: no end is missed
      if (present.status().isTerminal()) {
        waiters.ended(present);
      }
      return watch;
    } catch (RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  /** Tells those who wait for instances that have ended on other nodes. */
  void lookForEnds() {
    waiters.look(node::runs, ports.reader()::findAll);
  }

  @Override
  public List<LogEntry> log(InstanceKey key, long cursor) {
    return logs.list(get(key).key(), cursor);
  }

  @Override
  public LogSubscription subscribe(InstanceKey key, LogSelection selection, LogListener listener) {
    return logs.follow(get(key), selection, listener);
  }

  @Override
  public EncodedValue json(String what, String json) {
    try {
      return ports.codec().fromJson(json);
    } catch (UndecodableException e) {
      throw new InvalidRequestException(
          "request.invalid",
          "%s is not valid JSON: %s (request.invalid)".formatted(what, e.getMessage()),
          e);
    }
  }

  private Limits limits(String workflow) {
    return registry.get(workflow).settings().limits();
  }
}
