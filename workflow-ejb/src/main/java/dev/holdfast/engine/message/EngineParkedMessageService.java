package dev.holdfast.engine.message;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.port.OutOfReachException;
import dev.holdfast.engine.port.ParkedMessages;
import dev.holdfast.engine.port.ParkedMessages.Filter;
import dev.holdfast.engine.port.ParkedMessages.Found;
import dev.holdfast.engine.port.ParkedMessages.Place;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Is the door to the parked messages of an engine. */
public final class EngineParkedMessageService implements ParkedMessageService {

  private static final System.Logger LOG =
      System.getLogger(EngineParkedMessageService.class.getName());

  private final ParkedMessages parked;
  private final Handover handover;
  private final InstantSource clock;

  /**
   * Makes the service.
   *
   * @param instances gets the messages that are retried
   * @param parked keeps the messages
   * @param clock tells the time
   */
  public EngineParkedMessageService(
      InstanceService instances, ParkedMessages parked, InstantSource clock) {
    this.parked = parked;
    this.handover = new Handover(instances);
    this.clock = clock;
  }

  @Override
  public List<ParkedMessage> list(Filter filter, Optional<Place> after, int limit) {
    return parked.list(filter, after, limit);
  }

  @Override
  public long count(Filter filter) {
    return parked.count(filter);
  }

  @Override
  public Found get(String id) {
    return parked.find(id).orElseThrow(() -> notFound(id));
  }

  @Override
  public InstanceKey retry(String id, String caller) {
    InstanceKey reached = handOver(get(id), caller);
    parked.remove(id);
    LOG.log(
        Level.INFO,
        "Parked message {0} was handed over again by ''{1}'' and has reached instance {2}",
        id,
        caller,
        reached);
    return reached;
  }

  @Override
  public void delete(String id, String caller) {
    if (!parked.remove(id)) {
      throw notFound(id);
    }
    LOG.log(Level.INFO, "Parked message {0} was dropped by ''{1}''", id, caller);
  }

  private InstanceKey handOver(Found found, String caller) {
    try {
      return handover.accept(found.message());
    } catch (RuntimeException e) { // whatever it is, the operator is told
      if (!(e instanceof OutOfReachException)) {
        parked.noteRetry(found.parked().id(), Refusals.of(e), clock.instant(), caller);
      }
      throw e;
    }
  }

  private static WorkflowException notFound(String id) {
    return new WorkflowException(
        "message.not_found",
        "Message '%s' is not parked: it never was, or it has been accepted or dropped. (message.not_found)"
            .formatted(id));
  }
}
