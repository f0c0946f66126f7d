package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.Workflows;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Says how what callers do takes part in their JTA transaction. */
public interface CallersTransactionContract {

  /** Returns the client that the server injected. */
  Workflows kitchenSink();

  @Test
  default void createsNothingWhenTheCallerRollsBack() throws Exception {
    String id = Kitchen.newId();
    UserTransaction transaction = Container.transaction();

    transaction.begin();
    kitchenSink().create(Kitchen.script(id, List.of(Map.of("return", "rolled back"))));
    transaction.rollback();

    assertThat(kitchenSink().find(id)).isEmpty();
    WorkflowInstance second =
        kitchenSink().create(Kitchen.script(id, List.of(Map.of("return", "second"))));
    assertThat(Kitchen.awaitOutput(second)).isEqualTo("second");
  }

  @Test
  default void runsWhatTheCallerHasCommittedAndNothingBefore() throws Exception {
    String id = Kitchen.newId();
    UserTransaction transaction = Container.transaction();

    transaction.begin();
    WorkflowInstance instance =
        kitchenSink().create(Kitchen.script(id, List.of(Map.of("return", "committed"))));
    InstanceStatus seenByCaller = instance.status().status();
    boolean seenByOthers = isSeenByOthers(id);
    transaction.commit();

    assertThat(seenByCaller).isEqualTo(InstanceStatus.QUEUED);
    assertThat(seenByOthers).isFalse();
    assertThat(Kitchen.awaitOutput(instance)).isEqualTo("committed");
  }

  @Test
  default void deliversNoEventWhenTheCallerRollsBack() throws Exception {
    WorkflowInstance instance = kitchenSink().create(Kitchen.waitFor(Kitchen.newId(), "tick"));
    Kitchen.awaitStatus(instance, InstanceStatus.WAITING);
    UserTransaction transaction = Container.transaction();

    transaction.begin();
    instance.sendEvent("tick", "rolled back", "one");
    transaction.rollback();
    instance.sendEvent("tick", "kept", "one");

    assertThat(Kitchen.awaitOutput(instance)).asString().contains("payload=kept");
  }

  @Test
  default void deliversAnEventThatTheCallerHasCommitted() throws Exception {
    WorkflowInstance instance = kitchenSink().create(Kitchen.waitFor(Kitchen.newId(), "tick"));
    Kitchen.awaitStatus(instance, InstanceStatus.WAITING);
    UserTransaction transaction = Container.transaction();

    transaction.begin();
    instance.sendEvent("tick", "committed");
    transaction.commit();

    assertThat(Kitchen.awaitOutput(instance)).asString().contains("payload=committed");
  }

  @Test
  default void createsAndSendsInOneTransaction() throws Exception {
    UserTransaction transaction = Container.transaction();

    transaction.begin();
    WorkflowInstance instance = kitchenSink().create(Kitchen.waitFor(Kitchen.newId(), "tick"));
    instance.sendEvent("tick", "together");
    transaction.commit();

    assertThat(Kitchen.awaitOutput(instance)).asString().contains("payload=together");
  }

  @Test
  default void leavesTheCallersTransactionUsableAfterARefusal() throws Exception {
    String taken = Kitchen.newId();
    kitchenSink().create(Kitchen.script(taken, List.of(Map.of("return", 1))));
    String other = Kitchen.newId();
    UserTransaction transaction = Container.transaction();

    transaction.begin();
    assertThatThrownBy(() -> kitchenSink().create(Kitchen.script(taken, List.of())))
        .isInstanceOf(InstanceAlreadyExistsException.class);
    WorkflowInstance instance =
        kitchenSink().create(Kitchen.script(other, List.of(Map.of("return", "other"))));
    transaction.commit();

    assertThat(Kitchen.awaitOutput(instance)).isEqualTo("other");
  }

  private boolean isSeenByOthers(String id) throws Exception {
    Workflows workflows = kitchenSink();
    CompletableFuture<Boolean> found = new CompletableFuture<>();
    Container.threads().newThread(() -> found.complete(workflows.find(id).isPresent())).start();
    return found.get(10, TimeUnit.SECONDS);
  }
}
