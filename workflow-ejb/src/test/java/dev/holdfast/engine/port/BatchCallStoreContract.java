package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.BatchJobFailedException;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.engine.model.BatchCall;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.BatchCallStore.Held;
import dev.holdfast.engine.port.BatchCallStore.Want;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Says how it is kept what steps want of the batch runtime, and who may see to it. */
public abstract class BatchCallStoreContract extends StorageContract {

  private static final List<String> WORKFLOWS = List.of(WORKFLOW);

  private BatchCallStore calls;
  private InstanceRecord instance;

  @BeforeEach
  void takeStore() {
    calls = storage.batchCalls();
    instance = run("a");
  }

  @Test
  void keepsWhatIsWanted() {
    BatchCall call = call(1, 1);

    calls.request(call);

    assertThat(calls.find(call.key())).hasValue(call);
    assertThat(calls.find(call(1, 2).key())).isEmpty();
  }

  @Test
  void takesTheSameRequestTwiceAsOne() {
    BatchCall call = call(1, 1);
    calls.request(call);
    calls.claim(node, WORKFLOWS, 10);
    BatchCall held = stored(call).withExecution(7);
    calls.save(held, node);

    calls.request(call(1, 1));

    assertThat(calls.find(call.key())).hasValue(held);
  }

  @Test
  void keepsOneOfTwoRequestsAtTheSameTime() {
    List<Callable<Boolean>> requests =
        IntStream.range(0, 4)
            .<Callable<Boolean>>mapToObj(
                i ->
                    () -> {
                      calls.request(call(1, 1));
                      return true;
                    })
            .toList();

    assertThat(race(requests)).containsOnly(true);

    assertThat(calls.find(call(1, 1).key())).isPresent();
  }

  @Test
  void letsALaterAttemptGoOnWithTheExecution() {
    calls.request(call(1, 1));
    calls.claim(node, WORKFLOWS, 10);
    BatchCall failed =
        stored(call(1, 1)).withExecution(7).failed(error(BatchJobFailedException.FAILED));
    calls.save(failed, node);
    assertThat(calls.find(failed.key())).hasValue(failed);

    BatchCall second = call(2, 1);
    calls.request(second);

    assertThat(stored(second))
        .isEqualTo(failed.again(second))
        .satisfies(
            call -> {
              assertThat(call.status()).isEqualTo(BatchCall.Status.OPEN);
              assertThat(call.execution()).isEqualTo(7);
              assertThat(call.owner()).isEqualTo(node);
              assertThat(call.error()).isNull();
            });
    assertThat(calls.save(failed.told(), node)).as("the older attempt has no say").isFalse();
  }

  @Test
  void givesACallToOneNode() {
    calls.request(call(1, 1));
    long other = storage.nodes().join("south");

    List<Integer> claimed =
        race(() -> calls.claim(node, WORKFLOWS, 10), () -> calls.claim(other, WORKFLOWS, 10));

    assertThat(claimed).containsExactlyInAnyOrder(0, 1);
    assertThat(calls.claim(node, WORKFLOWS, 10)).isZero();
  }

  @Test
  void givesNothingOfUnknownWorkflows() {
    calls.request(call(1, 1));

    assertThat(calls.claim(node, List.of("others"), 10)).isZero();
  }

  @Test
  void givesTheCallsOfADeadNodeToAnother() {
    calls.request(call(1, 1));
    calls.claim(node, WORKFLOWS, 10);
    BatchCall begun = stored(call(1, 1)).withExecution(7);
    calls.save(begun, node);
    storage.passTime(Duration.ofMinutes(1));
    long other = storage.nodes().join("south");
    storage.nodes().takeOverExpired(OUTSIDER, Duration.ofSeconds(10));

    assertThat(calls.claim(other, WORKFLOWS, 10)).isEqualTo(1);

    assertThat(stored(call(1, 1))).isEqualTo(begun.ownedBy(other));
    assertThatThrownBy(() -> calls.save(begun.withExecution(8), node))
        .isInstanceOf(NodeFencedException.class);
    assertThat(stored(call(1, 1)).execution()).isEqualTo(7);
  }

  @Test
  void tellsWhetherAStepWaits() {
    StepRecord announced = step(1);
    write(newStep(instance, announced));
    calls.request(call(1, 1));
    calls.claim(node, WORKFLOWS, 10);
    assertThat(held()).isEqualTo(new Held(stored(call(1, 1)), instance.epoch(), Want.PRESENT));

    write(changedStep(instance, announced.retrying(1, START.plusSeconds(60), "limit=5")));
    assertThat(held().want()).isEqualTo(Want.LATER);

    write(changedStep(instance, step(2)));
    assertThat(held().want()).as("the next attempt has not been asked for").isEqualTo(Want.LATER);

    calls.request(call(2, 1));
    assertThat(held().want()).isEqualTo(Want.PRESENT);

    write(changedStep(instance, step(2).completed(2, json("1"), START)));
    assertThat(held().want()).isEqualTo(Want.NEVER);
  }

  @Test
  void tellsThatATerminatedInstanceDoesNotWait() {
    write(newStep(instance, step(1)));
    calls.request(call(1, 1));
    calls.claim(node, WORKFLOWS, 10);

    terminate(instance);

    assertThat(held().want()).isEqualTo(Want.NEVER);
  }

  @Test
  void tellsThatALaterLifeHasACallOfItsOwn() {
    write(newStep(instance, step(1)));
    calls.request(call(1, instance.epoch() - 1));
    calls.request(call(1, instance.epoch()));
    calls.claim(node, WORKFLOWS, 10);

    assertThat(calls.listOwned(node))
        .extracting(Held::want)
        .containsExactly(Want.NEVER, Want.PRESENT);
  }

  @Test
  void removesWhatIsNotWanted() {
    calls.request(call(1, 1));
    calls.claim(node, WORKFLOWS, 10);
    BatchCall call = stored(call(1, 1));
    long other = storage.nodes().join("south");

    calls.remove(call, other);
    assertThat(calls.find(call.key())).isPresent();

    calls.remove(call, node);
    assertThat(calls.find(call.key())).isEmpty();
  }

  @Test
  void keepsHowAJobHasEnded() {
    calls.request(call(1, 1));
    calls.claim(node, WORKFLOWS, 10);
    BatchCall done = stored(call(1, 1)).withExecution(9).completed(json("{\"job\":\"load\"}"));

    assertThat(calls.save(done, node)).isTrue();
    assertThat(calls.find(done.key())).hasValue(done);

    assertThat(calls.save(done.told(), node)).isTrue();
    assertThat(stored(done).status()).isEqualTo(BatchCall.Status.TOLD);
  }

  private Held held() {
    return calls.listOwned(node).get(0);
  }

  private BatchCall stored(BatchCall like) {
    return calls.find(like.key()).orElseThrow();
  }

  private static StepRecord step(int attempt) {
    return StepRecord.started(new StepKey(StepKind.BATCH, "", "load", 1), 1, START)
        .awaiting(attempt, BatchCall.Key.eventType(1), null);
  }

  private BatchCall call(int attempt, int epoch) {
    return new BatchCall(
        new BatchCall.Key(instance.number(), epoch, 1),
        "call-" + epoch,
        WORKFLOW,
        "load",
        json("{\"file\":\"a.csv\"}"),
        attempt,
        START.plusSeconds(attempt),
        null,
        null,
        BatchCall.Status.OPEN,
        null,
        null);
  }

  private static ErrorInfo error(@Nullable String code) {
    return new ErrorInfo(BatchJobFailedException.class.getSimpleName(), "It broke", code);
  }
}
