package dev.holdfast.memory;

import dev.holdfast.engine.model.BatchCall;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.BatchCallStore;
import dev.holdfast.memory.InMemoryDatabase.EntryKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps in memory what steps want of the batch runtime. */
public final class InMemoryBatchCallStore implements BatchCallStore {

  private final InMemoryDatabase database;

  /**
   * Makes a store.
   *
   * @param database where the calls are
   */
  public InMemoryBatchCallStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void request(BatchCall call) {
    database.inTransaction(
        () -> {
          @Nullable BatchCall before = database.batchCalls.get(key(call.key()));
          if (before == null) {
            put(call);
          } else if (before.attempt() < call.attempt()) {
            put(before.again(call));
          }
          return true;
        });
  }

  @Override
  public Optional<BatchCall> find(BatchCall.Key key) {
    return database.inTransaction(() -> Optional.ofNullable(database.batchCalls.get(key(key))));
  }

  @Override
  public int claim(long node, Collection<String> workflows, int limit) {
    return database.inTransaction(
        () -> {
          database.requireLive(node);
          List<BatchCall> free =
              database.batchCalls.values().stream()
                  .filter(call -> workflows.contains(call.workflow()) && !isOwned(call))
                  .limit(limit)
                  .toList();
          free.forEach(call -> put(call.ownedBy(node)));
          return free.size();
        });
  }

  @Override
  public List<Held> listOwned(long node) {
    return database.inTransaction(
        () ->
            database.batchCalls.values().stream()
                .filter(call -> isOwnedBy(call, node))
                .map(this::held)
                .toList());
  }

  @Override
  public boolean save(BatchCall call, long node) {
    return database.inTransaction(
        () -> {
          database.requireLive(node);
          boolean isPresent = isPresent(call, node);
          if (isPresent) {
            put(call);
          }
          return isPresent;
        });
  }

  @Override
  public void remove(BatchCall call, long node) {
    database.inTransaction(
        () -> {
          if (isPresent(call, node)) {
            database.remove(database.batchCalls, key(call.key()));
          }
          return true;
        });
  }

  private Held held(BatchCall call) {
    @Nullable InstanceRecord instance = database.instances.get(call.key().instance());
    return instance == null
        ? new Held(call, 0, Want.NEVER)
        : new Held(call, instance.epoch(), want(call, instance));
  }

  private Want want(BatchCall call, InstanceRecord instance) {
    @Nullable StepRecord step =
        database.steps.get(new EntryKey(instance.number(), instance.epoch(), call.key().step(), 0));
    return step == null || step.key().kind() != StepKind.BATCH || isReplaced(call)
        ? Want.NEVER
        : Want.of(call, instance.status(), step.status(), step.attempt());
  }

  /** Tells whether a later life of the instance has a step of its own in that place. */
  private boolean isReplaced(BatchCall call) {
    return database.batchCalls.values().stream()
        .anyMatch(
            other ->
                other.key().instance() == call.key().instance()
                    && other.key().step() == call.key().step()
                    && other.key().epoch() > call.key().epoch());
  }

  private boolean isPresent(BatchCall call, long node) {
    @Nullable BatchCall stored = database.batchCalls.get(key(call.key()));
    return stored != null && isOwnedBy(stored, node) && stored.attempt() == call.attempt();
  }

  private static boolean isOwnedBy(BatchCall call, long node) {
    return call.owner() != null && call.owner() == node;
  }

  private boolean isOwned(BatchCall call) {
    @Nullable Long owner = call.owner();
    InMemoryDatabase.@Nullable StoredNode node = owner == null ? null : database.nodes.get(owner);
    return node != null && !node.fenced();
  }

  private void put(BatchCall call) {
    database.put(database.batchCalls, key(call.key()), call);
  }

  private static EntryKey key(BatchCall.Key key) {
    return new EntryKey(key.instance(), key.epoch(), key.step(), 0);
  }
}
