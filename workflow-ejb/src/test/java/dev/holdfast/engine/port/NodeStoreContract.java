package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Says who may run instances, and what happens to those of a node that may not any more. */
public abstract class NodeStoreContract extends StorageContract {

  private static final Duration LEASE = Duration.ofSeconds(10);

  @Test
  void givesEachProcessALargerIncarnation() {
    long south = storage.nodes().join("south");

    assertThat(south).isGreaterThan(node);
    assertThat(storage.nodes().listLive())
        .extracting(NodeRecord::name, NodeRecord::node)
        .containsExactly(tuple("north", node), tuple("south", south));
    assertThat(storage.nodes().listLive())
        .allSatisfy(
            it -> {
              assertThat(it.heartbeatAt()).isAfterOrEqualTo(it.startedAt());
              assertThat(it.readAt()).isAfterOrEqualTo(it.heartbeatAt());
            });
  }

  @Test
  void countsWhatEachNodeOwns() {
    run("a");
    run("b");
    sleep("c", null);
    storage.nodes().join("south");

    assertThat(storage.nodes().listLive())
        .extracting(NodeRecord::name, NodeRecord::running)
        .containsExactly(tuple("north", 2), tuple("south", 0));
  }

  @Test
  void fencesTheEarlierIncarnationOfTheSameNameAtOnce() {
    InstanceRecord instance = run("a");

    long again = storage.nodes().join("north");

    assertThat(storage.nodes().heartbeat(node)).isFalse();
    assertThat(storage.nodes().heartbeat(again)).isTrue();
    assertThat(storage.nodes().listLive()).extracting(NodeRecord::node).containsExactly(again);
    assertFreed(instance, 1);
    assertThat(storage.nodes().join("north")).isGreaterThan(again);
  }

  @Test
  void takesOverOnlyNodesWithoutHeartbeat() {
    InstanceRecord instance = run("a");
    InstanceRecord waiting = sleep("b", null);
    storage.passTime(LEASE.plusSeconds(1));
    long south = storage.nodes().join("south");

    assertThat(storage.nodes().takeOverExpired(OUTSIDER, LEASE)).isEqualTo(1);

    assertFreed(instance, 1);
    assertThat(find(waiting).status()).isEqualTo(InstanceStatus.WAITING);
    assertThat(storage.nodes().listLive()).extracting(NodeRecord::node).containsExactly(south);
    assertThat(storage.nodes().heartbeat(node)).isFalse();
    assertThat(storage.nodes().takeOverExpired(OUTSIDER, LEASE)).isZero();
  }

  @Test
  void takesOverAfterTheDatabasesClockWasSetBack() {
    InstanceRecord instance = run("a");
    storage.passTime(Duration.ofHours(-1));
    long south = storage.nodes().join("south");

    assertThat(storage.nodes().takeOverExpired(OUTSIDER, LEASE)).isEqualTo(1);

    assertFreed(instance, 1);
    assertThat(storage.nodes().listLive()).extracting(NodeRecord::node).containsExactly(south);
  }

  /** Its host or the database may have stood still, and then all others were silent as well. */
  @Test
  void takesNobodyOverForANodeThatWasSilentItself() {
    InstanceRecord instance = run("a");
    long south = storage.nodes().join("south");
    storage.passTime(LEASE.plusSeconds(1));

    assertThat(storage.nodes().takeOverExpired(south, LEASE)).isZero();
    assertThat(storage.nodes().listLive()).hasSize(2);

    storage.nodes().heartbeat(south);
    assertThat(storage.nodes().takeOverExpired(south, LEASE)).isEqualTo(1);
    assertFreed(instance, 1);
    assertThat(storage.nodes().listLive()).extracting(NodeRecord::node).containsExactly(south);
  }

  @Test
  void keepsANodeThatRenewsItsLease() {
    run("a");
    storage.passTime(LEASE.plusSeconds(1));

    assertThat(storage.nodes().heartbeat(node)).isTrue();

    assertThat(storage.nodes().takeOverExpired(OUTSIDER, LEASE)).isZero();
  }

  @Test
  void countsRecoveriesInARow() {
    InstanceRecord instance = run("a");
    storage.passTime(LEASE.plusSeconds(1));
    storage.nodes().takeOverExpired(OUTSIDER, LEASE);
    long south = storage.nodes().join("south");
    storage.queue().claimDue(south, List.of(WORKFLOW), Instant.parse("9999-01-01T00:00:00Z"), 1);
    storage.nodes().join("south");

    assertFreed(instance, 2);
  }

  @Test
  void countsNoRecoveryWhenANodeLeavesInOrder() {
    InstanceRecord instance = run("a");

    storage.nodes().leave(node);

    assertFreed(instance, 0);
    assertThat(find(instance).log())
        .as("where nobody takes it to be")
        .isGreaterThan(instance.log());
    assertThat(storage.nodes().listLive()).isEmpty();
    storage.nodes().leave(node);
    storage.nodes().leave(node + 100);
  }

  @Test
  void refusesEveryWriteThatTheTakeOverDoesNotSee() {
    Set<Boolean> seen = new HashSet<>();
    for (int round = 0; round < 60; round++) {
      long south = storage.nodes().join("south");
      InstanceRecord instance = queued("i" + round).runningOn(south);
      storage.journal().write(south, List.of(new InstanceCreated(instance)));
      storage.passTime(LEASE.plusSeconds(1));
      storage.nodes().heartbeat(node);
      Storage other = storage.ofOtherProcess();

      List<Boolean> results =
          race(
              () -> endsInTime(south, instance),
              () -> other.nodes().takeOverExpired(OUTSIDER, LEASE) >= 0);

      while (storage.nodes().listLive().size() > 1) { // skipped while the node was writing
        other.nodes().takeOverExpired(OUTSIDER, LEASE);
      }
      boolean written = results.get(0);
      InstanceRecord stored = find(instance);
      assertThat(stored.status())
          .isEqualTo(written ? InstanceStatus.COMPLETE : InstanceStatus.QUEUED);
      assertThat(stepsOf(instance)).hasSize(written ? 1 : 0);
      assertThat(endsInTime(south, instance)).isFalse();
      seen.add(written);
    }
    assertThat(seen).isNotEmpty();
  }

  private boolean endsInTime(long owner, InstanceRecord instance) {
    try {
      List<Outcome> outcomes =
          storage.journal().write(owner, List.of(newStep(instance, done(1)), completion(instance)));
      assertThat(outcomes).containsOnly(Outcome.APPLIED);
      return true;
    } catch (NodeFencedException e) {
      return false;
    }
  }

  private void assertFreed(InstanceRecord instance, int recoveries) {
    InstanceRecord stored = find(instance);
    assertThat(stored.status()).isEqualTo(InstanceStatus.QUEUED);
    assertThat(stored.owner()).isNull();
    assertThat(stored.wakeAt()).isNotNull();
    assertThat(stored.recoveries()).isEqualTo(recoveries);
  }
}
