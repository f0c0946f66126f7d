package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForEachTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void handlesAllItemsAtTheSameTimeInScopesOfTheirOwn() {
    CyclicBarrier together = new CyclicBarrier(3);
    engine.deploy(
        "w",
        (event, step) ->
            step.forEach(
                    "item",
                    List.of("a", "b", "c"),
                    (branch, item) ->
                        branch.run(
                            "work",
                            () -> {
                              together.await(10, TimeUnit.SECONDS);
                              return item + item;
                            }))
                .toString());
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("[aa, bb, cc]");
    assertThat(engine.steps(key))
        .extracting(step -> step.key().shown())
        .containsExactlyInAnyOrder("item-1/work-1", "item-2/work-1", "item-3/work-1");
  }

  @Test
  void keepsToTheBoundAndTheOrderOfTheItems() {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    List<Integer> early = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) ->
            step.forEach(
                    "item",
                    IntStream.range(0, 20).boxed().toList(),
                    3,
                    (branch, item) -> {
                      branch.run(
                          "work",
                          () -> {
                            // Of the items before this one at most two can be open.
                            if (ended.get() < item - 2) {
                              early.add(item);
                            }
                            most.accumulateAndGet(open.incrementAndGet(), Math::max);
                            open.decrementAndGet();
                            ended.incrementAndGet();
                          });
                      return item;
                    })
                .toString());

    assertThat(engine.awaitOutput(engine.create("w")))
        .isEqualTo(IntStream.range(0, 20).boxed().toList().toString());
    assertThat(most.get()).isLessThanOrEqualTo(3);
    assertThat(early).isEmpty();
    assertThat(ended.get()).isEqualTo(20);
  }

  @Test
  void countsAnItemThatSleepsAsBeingHandledAlsoAfterACrash() {
    engine.deploy(
        "w",
        (event, step) ->
            step.forEach(
                    "item",
                    List.of(1, 2, 3),
                    2,
                    (branch, item) -> {
                      branch.sleep("nap", item + " hours");
                      return item;
                    })
                .toString());
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    assertThat(engine.steps(key)).hasSize(2);

    engine.crashAndRestart();
    engine.advance("1 hour");
    await().until(() -> engine.steps(key).size() == 3);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");
    await()
        .until(
            () ->
                engine.steps(key).stream().filter(s -> s.status() == StepStatus.COMPLETE).count()
                    == 2);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("2 hours");

    assertThat(engine.awaitOutput(key)).isEqualTo("[1, 2, 3]");
  }

  @Test
  void handlesEveryItemBeforeItThrowsTheFirstFailure() {
    AtomicInteger handled = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            return step.forEach(
                    "item",
                    List.of(1, 2, 3, 4),
                    1,
                    (branch, item) ->
                        branch.run(
                            "work",
                            StepOptions.ofRetry(RetryPolicy.none()),
                            () -> {
                              handled.incrementAndGet();
                              if (item % 2 == 0) {
                                throw new IllegalStateException("item " + item);
                              }
                              return item;
                            }))
                .toString();
          } catch (RuntimeException e) {
            return e.getMessage() + ", " + e.getSuppressed()[0].getMessage() + " of " + handled;
          }
        });

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("item 2, item 4 of 4");
  }

  @Test
  void givesAnEmptyListForNoItems() {
    engine.deploy(
        "w", (event, step) -> step.forEach("item", List.<String>of(), (b, item) -> item).size());

    assertThat(engine.awaitOutput(engine.create("w"))).hasToString("0");
  }

  @Test
  void refusesABoundOfNothing() {
    engine.deploy("w", (event, step) -> step.forEach("item", List.of(1), 0, (b, item) -> item));

    var error = engine.awaitEnd(engine.create("w")).failure().error();

    assertThat(error.code()).isEqualTo("options.invalid");
    assertThat(error.message()).contains("'item'", ">= 1", "was 0");
  }

  @Test
  void givesUpTheItemsThatHaveNotBegunWhenItsBranchLoses() {
    List<Integer> begun = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) ->
            step.race(
                    "r",
                    List.of(
                        step.branch(
                            "loop",
                            b ->
                                b.forEach(
                                    "item",
                                    List.of(1, 2, 3),
                                    1,
                                    (branch, item) -> {
                                      begun.add(item);
                                      branch.sleep("nap", "1 day");
                                      return item;
                                    })),
                        step.branch(
                            "quick",
                            b -> {
                              b.sleep("nap", "1 hour");
                              return List.of();
                            })))
                .name());
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("quick");
    assertThat(begun).containsOnly(1);
  }
}
