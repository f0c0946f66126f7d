package dev.holdfast.web.http;

import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.port.ParkedMessages.Filter;
import dev.holdfast.engine.port.ParkedMessages.Found;
import dev.holdfast.engine.port.ParkedMessages.Place;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryParkedMessages;
import dev.holdfast.web.instance.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps messages in memory; a retry succeeds when the message says so. */
final class FakeParkedMessages implements ParkedMessageService {

  private final InMemoryParkedMessages stored =
      new InMemoryParkedMessages(new InMemoryDatabase(() -> Recorded.START));
  final List<String> calls = new ArrayList<>();

  void park(QueueMessage message, Refusal refusal, int second) {
    stored.park(message, refusal, Recorded.START.plusSeconds(second));
  }

  @Override
  public List<ParkedMessage> list(Filter filter, Optional<Place> after, int limit) {
    return stored.list(filter, after, limit);
  }

  @Override
  public long count(Filter filter) {
    return stored.count(filter);
  }

  @Override
  public Found get(String id) {
    return stored
        .find(id)
        .orElseThrow(
            () -> new WorkflowException("message.not_found", "Message '%s'.".formatted(id)));
  }

  @Override
  public InstanceKey retry(String id, String caller) {
    QueueMessage message = get(id).message();
    calls.add(caller + " retries " + id);
    if (!message.properties().containsKey("instanceId")) {
      stored.noteRetry(
          id, new Refusal("instance.not_found", "Still."), Recorded.START.plusSeconds(60), caller);
      throw new InstanceNotFoundException("There is still no instance.");
    }
    stored.remove(id);
    return new InstanceKey(message.required("workflow"), message.required("instanceId"));
  }

  @Override
  public void delete(String id, String caller) {
    get(id);
    calls.add(caller + " drops " + id);
    stored.remove(id);
  }
}
