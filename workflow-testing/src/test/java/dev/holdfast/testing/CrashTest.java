package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowInstance;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTest {

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  @BeforeEach
  void deploy() {
    kit.deploy(
        "w",
        (event, step) -> {
          step.run("first", () -> bodies.add("first"));
          step.run("second", () -> bodies.add("second"));
          step.sleep("nap", "1 day");
          step.run("third", () -> bodies.add("third"));
          return "done";
        });
  }

  @Test
  void runsABodyAgainWhenTheServerDiesBeforeItsRecordIsWritten() {
    kit.crashBeforeWrite(1);

    WorkflowInstance instance = createAndRun();

    assertThat(instance.status().output()).isEqualTo("done");
    assertThat(bodies).containsExactly("first", "first", "second", "third");
    assertThat(kit.crashes()).isEqualTo(1);
  }

  @Test
  void runsNoBodyAgainWhenTheServerDiesAfterItsRecordIsWritten() {
    kit.crashAfterWrite(1);

    WorkflowInstance instance = createAndRun();

    assertThat(instance.status().output()).isEqualTo("done");
    assertThat(bodies).containsExactly("first", "second", "third");
    assertThat(kit.crashes()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void goesOnWhateverWriteTheServerDiesAt(int write) {
    kit.crashBeforeWrite(write);
    createAndRun();
    int dyingBefore = bodies.size();
    bodies.clear();
    kit.crashAfterWrite(write);
    WorkflowInstance another = kit.workflows("w").create();
    kit.clock().advance("1 day");

    assertThat(another.status().status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(bodies).containsExactly("first", "second", "third");
    assertThat(dyingBefore).isBetween(3, 4);
    assertThat(kit.crashes()).isBetween(1, 2);
  }

  @Test
  void interruptsTheBodyInFlightAndRunsItAgain() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    kit.deploy(
        "held",
        (event, step) ->
            step.run(
                "body",
                () -> {
                  if (inFlight.getCount() > 0) {
                    inFlight.countDown();
                    try {
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      interrupted.countDown();
                      throw e;
                    }
                  }
                  return "second time";
                }));
    InstanceIntrospector introspector = kit.introspect(kit.workflows("held").create());
    inFlight.await();

    kit.crash();

    interrupted.await();
    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo("second time");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void letsAFakeTakePartInATransactionThatACrashInterrupts(boolean before) {
    List<String> committed = new CopyOnWriteArrayList<>();
    AtomicInteger runs = new AtomicInteger();
    kit.deploy(
        "pay",
        (event, step) ->
            step.transactional(
                "pay",
                () -> {
                  int run = runs.incrementAndGet();
                  kit.onCommit(() -> committed.add("run " + run));
                  return "paid";
                }));
    if (before) {
      kit.crashBeforeWrite(1);
    } else {
      kit.crashAfterWrite(1);
    }

    WorkflowInstance instance = kit.workflows("pay").create();
    kit.awaitRest();

    assertThat(instance.status().output()).isEqualTo("paid");
    assertThat(committed).containsExactly(before ? "run 2" : "run 1");
  }

  @Test
  void doesNotCommitWhatABodyDidThatFailed() {
    List<Integer> committed = new CopyOnWriteArrayList<>();
    kit.deploy(
        "pay",
        (event, step) ->
            step.transactional(
                "pay",
                StepOptions.ofRetry(RetryPolicy.ofLimit(1).withDelay("1 minute")),
                context -> {
                  kit.onCommit(() -> committed.add(context.attempt()));
                  if (context.attempt() == 1) {
                    throw new IllegalStateException("declined");
                  }
                  return "paid";
                }));
    WorkflowInstance instance = kit.workflows("pay").create();

    kit.clock().advance("1 minute");

    assertThat(instance.status().output()).isEqualTo("paid");
    assertThat(committed).containsExactly(2);
  }

  @Test
  void hasNoTransactionOutsideTheBodyOfATransactionalStep() {
    assertThatThrownBy(() -> kit.onCommit(() -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("transactional step");
  }

  @Test
  void countsTheWritesAtWhichTheServerCanDie() {
    createAndRun();
    int writes = kit.journalWrites();

    kit.crashAfterWrite(1);
    createAndRun();

    assertThat(writes).isBetween(2, 5);
    assertThat(kit.journalWrites()).isGreaterThanOrEqualTo(2 * writes);
  }

  @Test
  void leavesReferencesValid() {
    WorkflowInstance instance = kit.workflows("w").create(CreateOptions.ofId("i"));
    kit.awaitRest();

    kit.crash();

    assertThat(instance.status().status()).isEqualTo(InstanceStatus.WAITING);
    kit.clock().advance("1 day");
    assertThat(instance.status().status()).isEqualTo(InstanceStatus.COMPLETE);
  }

  private WorkflowInstance createAndRun() {
    WorkflowInstance instance = kit.workflows("w").create();
    kit.clock().advance("1 day");
    return instance;
  }
}
