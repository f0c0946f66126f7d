package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.CreateRateExceededException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.QueueFullException;
import dev.holdfast.engine.InstanceService.BatchEntry;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.WorkflowSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreateLimitTest {

  private final EngineFixture engine =
      new EngineFixture(EngineSettings.DEFAULT.withSlots(2), store -> store);
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void close() {
    released.countDown();
    engine.close();
  }

  @Test
  void refusesCreationsBeyondTheRateAndSaysWhenToTryAgain() { // case 211
    deploy(Limits.DEFAULT.withCreateRate(10));
    createMany("w", 10);

    assertThatExceptionOfType(CreateRateExceededException.class)
        .isThrownBy(() -> engine.create("w", "one-too-many"))
        .withMessageContaining("'w'")
        .withMessageContaining("10 per second")
        .returns("create.rate_exceeded", CreateRateExceededException::code)
        .returns(Duration.ofMillis(100), CreateRateExceededException::retryAfter);
    assertThat(engine.engine.instances().find(new InstanceKey("w", "one-too-many"))).isEmpty();
  }

  @Test
  void takesNewCreationsAsTimePasses() {
    deploy(Limits.DEFAULT.withCreateRate(10));
    createMany("w", 10);
    engine.clock.advance(Duration.ofMillis(200));

    createMany("w", 2);

    assertThatExceptionOfType(CreateRateExceededException.class)
        .isThrownBy(() -> engine.create("w"));
    engine.clock.advance(Duration.ofSeconds(60));
    createMany("w", 10);
    assertThatExceptionOfType(CreateRateExceededException.class)
        .isThrownBy(() -> engine.create("w"));
  }

  @Test
  void countsEachWorkflowForItself() {
    deploy(Limits.DEFAULT.withCreateRate(1));
    engine.deploy("other", (event, step) -> null);
    engine.create("w");

    createMany("other", 20);

    assertThatExceptionOfType(CreateRateExceededException.class)
        .isThrownBy(() -> engine.create("w"));
  }

  @Test
  void returnsAnExistingInstanceWhateverTheRate() {
    deploy(Limits.DEFAULT.withCreateRate(1));
    engine.create("w", "same");

    boolean existing =
        engine
            .engine
            .instances()
            .create(NewInstance.of("w", "java", "").withId("same").returningExisting())
            .existing();

    assertThat(existing).isTrue();
  }

  @Test
  void letsALargeBatchInWholeAndThenNothingForAsLongAsItIsWorth() {
    deploy(Limits.DEFAULT.withCreateRate(10));

    assertThat(createBatch(30)).allMatch(entry -> entry.created().isPresent());

    engine.clock.advance(Duration.ofSeconds(2));
    assertThatExceptionOfType(CreateRateExceededException.class).isThrownBy(() -> createBatch(1));
    engine.clock.advance(Duration.ofMillis(100));
    assertThatCode(() -> createBatch(1)).doesNotThrowAnyException();
  }

  @Test
  void refusesInstancesForWhichTheQueueHasNoRoom() {
    deploy(Limits.DEFAULT.withQueued(3));
    createMany("w", 5); // two of them start at once
    awaitCount(InstanceStatus.RUNNING, 2);

    assertThatExceptionOfType(QueueFullException.class)
        .isThrownBy(() -> engine.create("w", "one-too-many"))
        .withMessageContaining("3 instances of workflow 'w'")
        .returns("queue.full", QueueFullException::code);
    assertThat(engine.engine.instances().find(new InstanceKey("w", "one-too-many"))).isEmpty();
    released.countDown();
    awaitCount(InstanceStatus.COMPLETE, 5);
    createMany("w", 5);
  }

  @Test
  void tellsInABatchWhichEntriesFoundNoRoom() {
    deploy(Limits.DEFAULT.withQueued(3));

    List<BatchEntry> entries = createBatch(7);

    assertThat(entries)
        .extracting(entry -> entry.created().isPresent())
        .containsExactly(true, true, true, true, true, false, false);
    assertThat(entries.get(5).error().orElseThrow().code()).isEqualTo("queue.full");
    released.countDown();
    awaitCount(InstanceStatus.COMPLETE, 5);
  }

  private void deploy(Limits limits) {
    engine.deploy(
        "w",
        WorkflowSettings.DEFAULT.withLimits(limits),
        (event, step) -> step.run("block", () -> released.await(20, TimeUnit.SECONDS)));
  }

  private void createMany(String workflow, int count) {
    IntStream.range(0, count).forEach(i -> engine.create(workflow));
  }

  private List<BatchEntry> createBatch(int count) {
    return engine
        .engine
        .instances()
        .createBatch(Collections.nCopies(count, NewInstance.of("w", "java", "")));
  }

  private void awaitCount(InstanceStatus status, long count) {
    Awaitility.await()
        .atMost(EngineFixture.PATIENCE)
        .untilAsserted(() -> assertThat(engine.counts("w")).containsEntry(status, count));
  }
}
