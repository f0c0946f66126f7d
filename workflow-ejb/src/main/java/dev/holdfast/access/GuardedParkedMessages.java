package dev.holdfast.access;

import dev.holdfast.engine.audit.Audit;
import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.model.AuditScope;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.port.ParkedMessages.Filter;
import dev.holdfast.engine.port.ParkedMessages.Found;
import dev.holdfast.engine.port.ParkedMessages.Place;
import java.util.List;
import java.util.Optional;

/** Is the door to parked messages for callers with a login: each call is for those of a role. */
public final class GuardedParkedMessages implements ParkedMessageService {

  private final ParkedMessageService engine;
  private final Guard guard;
  private final PayloadAudience payloads;

  /**
   * Puts the guard before the engine.
   *
   * @param engine does what is asked for
   * @param guard knows who may ask
   * @param payloads knows who may see bodies
   */
  public GuardedParkedMessages(ParkedMessageService engine, Guard guard, PayloadAudience payloads) {
    this.engine = engine;
    this.guard = guard;
    this.payloads = payloads;
  }

  @Override
  public List<ParkedMessage> list(Filter filter, Optional<Place> after, int limit) {
    guard.viewer();
    return engine.list(filter, after, limit).stream().map(payloads.forCaller()::of).toList();
  }

  @Override
  public long count(Filter filter) {
    guard.viewer();
    return engine.count(filter);
  }

  @Override
  public Found get(String id) {
    guard.viewer();
    return payloads.forCaller().of(engine.get(id));
  }

  @Override
  public InstanceKey retry(String id, String caller) {
    return guard.asOperator(command("message.retry", id), () -> engine.retry(id, caller));
  }

  @Override
  public void delete(String id, String caller) {
    guard.asAdmin(
        command("message.delete", id),
        () -> {
          engine.delete(id, caller);
          return id;
        });
  }

  private static Audit.Command command(String name, String id) {
    return new Audit.Command(AuditScope.CONTROL, name, "", id);
  }
}
