package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.memory.InMemoryNodeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stops a server in an orderly way while another one goes on. */
class DrainTest {

  private static final InstanceKey KEY = new InstanceKey("w", "i");

  private final EngineFixture engine = new EngineFixture();
  private final Engine leaving = engine.startAnother("leaving");
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch inBody = new CountDownLatch(1);
  private final CountDownLatch bodyMayEnd = new CountDownLatch(1);
  private final Thread stop = new Thread(leaving::stop);

  @BeforeEach
  void runABodyOnTheServerThatStops() throws Exception {
    engine.deploy(
        "w",
        (event, step) -> {
          String first =
              step.run(
                  "first",
                  () -> {
                    bodies.add(event.instanceId() + " first");
                    inBody.countDown();
                    bodyMayEnd.await(30, TimeUnit.SECONDS);
                    return "first";
                  });
          return step.run(
              "second",
              () -> {
                bodies.add(event.instanceId() + " second");
                return first + ", second";
              });
        });
    leaving.instances().create(NewInstance.of("w", "java", "").withId("i"));
    assertThat(inBody.await(10, TimeUnit.SECONDS)).isTrue();
    stop.start();
    EngineFixture.awaitThat(() -> !leaving.isLeaseInForce());
  }

  @AfterEach
  void close() throws Exception {
    bodyMayEnd.countDown();
    stop.join();
    engine.close();
  }

  @Test
  void goesOnElsewhereAfterTheStepInFlightAndCountsNoRecovery() throws Exception {
    letTheBodyEnd();

    engine.engine.tick();

    assertThat(engine.awaitOutput(KEY)).isEqualTo("first, second");
    assertThat(bodies).containsExactly("i first", "i second");
    assertThat(engine.logTypes(KEY)).doesNotContain("workflow_recovered");
  }

  @Test
  void keepsItsLeaseDuringTheGraceTime() throws Exception {
    for (int i = 0; i < 5; i++) {
      engine.clock.advance(Duration.ofSeconds(6));
      EngineFixture.awaitThat(() -> heartbeatOfTheLeaving().equals(engine.clock.instant()));
      engine.engine.tick();
    }
    letTheBodyEnd();

    engine.engine.tick();

    assertThat(engine.awaitOutput(KEY)).isEqualTo("first, second");
    assertThat(bodies).containsExactly("i first", "i second");
  }

  @Test
  void leavesNewInstancesToOthers() throws Exception {
    InstanceKey late = new InstanceKey("w", "late");
    leaving.instances().create(NewInstance.of("w", "java", "").withId("late"));

    assertThat(engine.get(late).status()).isEqualTo(InstanceStatus.QUEUED);
    letTheBodyEnd();
    engine.engine.tick();

    assertThat(engine.awaitOutput(late)).isEqualTo("first, second");
    assertThat(bodies).contains("late first", "late second");
  }

  private void letTheBodyEnd() throws InterruptedException {
    bodyMayEnd.countDown();
    stop.join(10_000);
    assertThat(stop.isAlive()).as("still stopping").isFalse();
  }

  private Instant heartbeatOfTheLeaving() {
    return new InMemoryNodeStore(engine.database)
        .listLive().stream()
            .filter(node -> node.name().equals("leaving"))
            .findFirst()
            .orElseThrow()
            .heartbeatAt();
  }
}
