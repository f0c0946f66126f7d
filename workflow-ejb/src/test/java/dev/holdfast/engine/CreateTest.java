package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.PayloadTooLargeException;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.WorkflowNotFoundException;
import dev.holdfast.api.WorkflowStatus;
import dev.holdfast.api.Workflows;
import dev.holdfast.engine.client.EngineDirectory;
import dev.holdfast.engine.model.InstanceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  private Workflows client(String workflow) {
    return new EngineDirectory(engine.engine.instances(), engine.codec, engine.registry)
        .get(workflow);
  }

  record Order(String item, int count) {}

  @Test
  void handsTheParamsOverAsThePayloadAndGivesTheOutputBack() throws Exception {
    engine.deploy(
        "w",
        Order.class,
        Order.class,
        10,
        (dev.holdfast.api.WorkflowEntrypoint<Order, Order>)
            (event, step) -> new Order(event.payload().item(), event.payload().count() + 1));

    WorkflowInstance instance =
        client("w").create(CreateOptions.ofParams(new Order("pen", 2)).withId("o-1"));
    WorkflowStatus status = instance.awaitEnd(Duration.ofSeconds(10));

    assertThat(instance.id()).isEqualTo("o-1");
    assertThat(status.status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(status.output()).isEqualTo(new Order("pen", 3));
    assertThat(status.error()).isEmpty();
  }

  @Test // case 4
  void givesTheEmptyObjectAsPayloadWhenThereAreNoParams() {
    engine.deploy("w", (event, step) -> event.payload());

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo(Map.of());
  }

  @Test // case 2
  void tellsTheWorkflowItsNameItsIdAndWhenItWasCreated() {
    engine.deploy(
        "w",
        (event, step) -> event.workflowName() + " " + event.instanceId() + " " + event.timestamp());
    InstanceKey key = engine.create("w", "id-1");

    assertThat(engine.awaitOutput(key)).isEqualTo("w id-1 " + engine.get(key).origin().createdAt());
  }

  @ParameterizedTest // case 5
  @ValueSource(strings = {"#invalid!", "", "-a", "a b", "a.b", "a/b"})
  void refusesAnIdOutsideTheRuleAndStoresNothing(String id) {
    engine.deploy("w", (event, step) -> null);

    assertThatThrownBy(() -> engine.create("w", id))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'" + id + "'")
        .hasMessageContaining("instance.invalid_id");
    assertThat(engine.counts("w").values()).containsOnly(0L);
  }

  @Test
  void refusesAnUnknownWorkflow() {
    assertThatThrownBy(() -> engine.create("nobody"))
        .isInstanceOf(WorkflowNotFoundException.class)
        .hasMessageContaining("nobody");
  }

  @Test // case 20
  void refusesParamsOverTheLimit() {
    engine.deploy("w", (event, step) -> null);
    Map<String, Object> large = Map.of("text", "x".repeat(1 << 20));

    assertThatThrownBy(() -> client("w").create(CreateOptions.ofParams(large)))
        .isInstanceOf(PayloadTooLargeException.class);
    assertThat(engine.counts("w").values()).containsOnly(0L);
  }

  @Test
  void leavesAnOlderInstanceOfTheIdUntouched() {
    engine.deploy("w", (event, step) -> event.payload());
    engine.awaitEnd(engine.create("w", "same"));

    assertThatThrownBy(() -> engine.create("w", "same"))
        .isInstanceOf(InstanceAlreadyExistsException.class);
    WorkflowInstance existing =
        client("w")
            .create(CreateOptions.ofId("same").withParams(Map.of("new", true)).returnExisting());

    assertThat(existing.existing()).isTrue();
    assertThat(existing.status().output()).isEqualTo(Map.of());
  }

  @Test
  void createsExactlyOneOfManyAtTheSameTime() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    engine.deploy("w", (event, step) -> runs.incrementAndGet());
    ExecutorService callers = Executors.newFixedThreadPool(8);
    List<Future<Boolean>> created = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      created.add(
          callers.submit(
              () -> {
                try {
                  engine.create("w", "same");
                  return true;
                } catch (InstanceAlreadyExistsException e) {
                  return false;
                }
              }));
    }
    int winners = 0;
    for (Future<Boolean> future : created) {
      winners += future.get(10, TimeUnit.SECONDS) ? 1 : 0;
    }
    callers.shutdown();

    assertThat(winners).isEqualTo(1);
    engine.awaitEnd(new InstanceKey("w", "same"));
    assertThat(runs).hasValue(1);
  }

  @Test
  void staysQueuedUntilItsStart() {
    engine.deploy("w", (event, step) -> "ran");
    WorkflowInstance instance =
        client("w")
            .create(CreateOptions.DEFAULT.withStartAt(engine.clock.instant().plusSeconds(60)));
    engine.advance("59s");
    assertThat(instance.status().status()).isEqualTo(InstanceStatus.QUEUED);

    engine.advance("1s");

    assertThat(engine.awaitOutput(new InstanceKey("w", instance.id()))).isEqualTo("ran");
  }

  @Test
  void startsInstancesThatAreStoredWhileTheQueueIsLookedThrough() {
    engine.deploy("w", (event, step) -> "done");

    for (int i = 0; i < 2_000; i++) {
      engine.engine.tick();
      assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("done");
    }
  }

  @Test
  void queuesWhatFindsNoSlotAndStartsTheOldestFirst() {
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch free = new CountDownLatch(1);
    try (EngineFixture small = new EngineFixture(2, store -> store)) {
      small.deploy(
          "w",
          (event, step) -> {
            order.add(event.instanceId());
            return step.run("x", () -> free.await(10, TimeUnit.SECONDS));
          });
      List<InstanceKey> keys = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        keys.add(small.create("w", "i-" + i));
        small.clock.advance(Duration.ofMillis(1));
      }
      org.awaitility.Awaitility.await().until(() -> order.size() == 2);
      assertThat(small.counts("w"))
          .containsEntry(InstanceStatus.RUNNING, 2L)
          .containsEntry(InstanceStatus.QUEUED, 3L);

      free.countDown();

      keys.forEach(small::awaitEnd);
      assertThat(order.subList(0, 2)).containsExactlyInAnyOrder("i-0", "i-1");
      assertThat(order).hasSize(5);
    }
  }
}
