package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepContext;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.TypeToken;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepTest {

  private final EngineFixture engine = new EngineFixture();

  @AfterEach
  void close() {
    engine.close();
  }

  /** A value with a component type that JSON has not. */
  record Point(int x, BigDecimal y) {}

  @Test
  void returnsWhatTheBodyReturned() {
    engine.deploy("w", (event, step) -> step.run("a", () -> "done"));

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("done");
  }

  @Test
  void runsABodyOnceHoweverOftenTheCodeIsReplayed() {
    AtomicInteger bodies = new AtomicInteger();
    AtomicInteger passes = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          passes.incrementAndGet();
          Point point = step.run("a", () -> new Point(bodies.incrementAndGet(), BigDecimal.TEN));
          step.sleep("nap", "1 hour");
          return point.x() + "/" + point.y();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("1/10");
    assertThat(bodies).hasValue(1);
    assertThat(passes).hasValue(2);
  }

  @Test
  void givesTheDecodedRecordNotTheObjectTheBodyReturned() {
    List<String> original = new ArrayList<>(List.of("x"));
    engine.deploy(
        "w",
        (event, step) -> {
          List<String> first = step.run("a", () -> original);
          return first != original && first.equals(original);
        });

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo(true);
  }

  @Test // case 49
  void keepsNullZeroFalseAndTheEmptyText() {
    List<@Nullable Object> seen = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) -> {
          List<@Nullable Object> values =
              Arrays.asList(
                  step.<@Nullable Object>run("null", () -> null),
                  step.run("zero", () -> 0),
                  step.run("false", () -> false),
                  step.run("empty", () -> ""));
          seen.add(values);
          step.sleep("nap", "1 hour");
          return null;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    engine.awaitEnd(key);
    assertThat(seen).hasSize(2).allMatch(Arrays.asList(null, 0, false, "")::equals);
  }

  @Test // case 46
  void tellsStepsOfOneNameApartByTheirOrder() {
    List<Integer> occurrences = new CopyOnWriteArrayList<>();
    StepBody<String> body =
        context -> {
          occurrences.add(context.occurrence());
          return "r" + context.occurrence();
        };
    engine.deploy("w", (event, step) -> step.run("name", body) + step.run("name", body));
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("r1r2");
    assertThat(occurrences).containsExactly(1, 2);
    assertThat(engine.steps(key))
        .extracting(s -> s.key().shown())
        .containsExactly("name-1", "name-2");
  }

  @Test // case 53, case 73
  void tellsTheBodyItsOptionsWithTheDefaultsFilledIn() {
    List<StepContext> contexts = new CopyOnWriteArrayList<>();
    engine.deploy(
        "w",
        (event, step) ->
            step.run(
                "a",
                context -> {
                  contexts.add(context);
                  return null;
                }));
    InstanceKey key = engine.create("w", "id-1");
    engine.awaitEnd(key);

    StepContext context = contexts.get(0);
    assertThat(context.attempt()).isEqualTo(1);
    assertThat(context.options().retry().limit()).contains(5);
    assertThat(context.options().retry().delay()).contains(java.time.Duration.ofSeconds(10));
    assertThat(context.options().retry().backoff()).contains(Backoff.EXPONENTIAL);
    assertThat(context.options().retry().maxDelay()).isEmpty();
    assertThat(context.options().retry().jitter()).contains(0.0);
    assertThat(context.options().timeout()).contains(java.time.Duration.ofMinutes(10));
    assertThat(context.idempotencyKey()).isEqualTo("w/id-1/1/a-1");
  }

  @Test // case 55
  void takesTheDefaultOfEveryOptionThatIsNotSet() {
    List<RetryPolicy> seen = new CopyOnWriteArrayList<>();
    RetryPolicy defaults =
        RetryPolicy.ofLimit(5).withDelay("10s").withBackoff(Backoff.EXPONENTIAL).withJitter(0);
    engine.deploy(
        "w",
        (event, step) -> {
          for (RetryPolicy only :
              List.of(
                  RetryPolicy.ofLimit(1),
                  RetryPolicy.DEFAULT.withDelay("1s"),
                  RetryPolicy.DEFAULT.withBackoff(Backoff.LINEAR))) {
            step.run("a", StepOptions.ofRetry(only), c -> seen.add(c.options().retry()));
          }
          return null;
        });

    engine.awaitEnd(engine.create("w"));

    assertThat(seen)
        .containsExactly(
            defaults.withLimit(1), defaults.withDelay("1s"), defaults.withBackoff(Backoff.LINEAR));
  }

  @Test
  void checksACallInTheOrderOfTheSpecification() {
    engine.deploy(
        "w",
        Map.class,
        Object.class,
        1,
        (event, step) -> {
          List<String> codes = new ArrayList<>();
          step.run(
              "outer",
              () -> {
                codes.add(codeThrownBy(() -> step.run("", StepOptions.DEFAULT, missing())));
                codes.add(codeThrownBy(() -> step.run("", () -> 1)));
                return 1;
              });
          codes.add(codeThrownBy(() -> step.run("", StepOptions.DEFAULT, missing())));
          codes.add(codeThrownBy(() -> step.run("", () -> 1)));
          return codes;
        });

    assertThat(engine.awaitOutput(engine.create("w")))
        .isEqualTo(
            List.of("step.missing_body", "step.nested", "step.missing_body", "step.limit_reached"));
  }

  private static String codeThrownBy(Runnable call) {
    try {
      call.run();
      return "none";
    } catch (WorkflowException e) {
      return e.code();
    }
  }

  @Test
  void givesEachStepAKeyThatIsTheSameForItsAttemptsAndNewAfterARestart() {
    List<String> keys = new CopyOnWriteArrayList<>();
    StepOptions again = StepOptions.ofRetry(RetryPolicy.ofLimit(1).withDelay("0s"));
    StepBody<String> body =
        context -> {
          keys.add(context.idempotencyKey());
          if (context.attempt() == 1) {
            throw new IllegalStateException("again");
          }
          return "";
        };
    engine.deploy("w", (event, step) -> step.run("a", again, body) + step.run("a", again, body));

    InstanceKey key = engine.create("w", "id-1");
    engine.awaitOutput(key);
    assertThat(keys)
        .containsExactly("w/id-1/1/a-1", "w/id-1/1/a-1", "w/id-1/1/a-2", "w/id-1/1/a-2");

    engine.steer(key, new Command.Restart(Optional.empty()));
    engine.awaitOutput(key);
    assertThat(keys)
        .hasSize(8)
        .endsWith("w/id-1/2/a-1", "w/id-1/2/a-1", "w/id-1/2/a-2", "w/id-1/2/a-2");
  }

  @Test
  void refusesAStepInsideTheBodyOfAnother() {
    assertThat(
            codeOf((event, step) -> step.run("outer", noRetry(), () -> step.run("inner", () -> 1))))
        .isEqualTo("step.nested");
  }

  @Test // case 52
  void refusesAStepWithoutABody() {
    assertThat(codeOf((event, step) -> step.run("a", StepOptions.DEFAULT, missing())))
        .isEqualTo("step.missing_body");
  }

  @SuppressWarnings("NullAway") // what callers without null checks may do
  private static StepBody<String> missing() {
    return null;
  }

  @Test
  void refusesAnEmptyALongAndAnUnprintableName() {
    assertThat(codeOf((event, step) -> step.run("", () -> 1))).isEqualTo("step.invalid_name");
    assertThat(codeOf((event, step) -> step.run("x".repeat(257), () -> 1)))
        .isEqualTo("step.invalid_name");
    assertThat(codeOf((event, step) -> step.run("a\nb", () -> 1))).isEqualTo("step.invalid_name");
  }

  @Test // case 50
  void acceptsANameWithABlankAndOneOf256Characters() {
    engine.deploy(
        "w", (event, step) -> step.run("a b", () -> 1) + step.run("x".repeat(256), () -> 1));

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo(BigDecimal.valueOf(2));
  }

  @Test
  void failsAResultThatCannotBeStoredAfterOneAttempt() {
    engine.deploy("w", (event, step) -> step.run("a", () -> (Runnable) () -> {}));
    InstanceKey key = engine.create("w");

    InstanceRecord ended = engine.awaitEnd(key);

    assertThat(ended.failure().error().code()).isEqualTo("step.result_not_serializable");
    assertThat(engine.engine.instances().details(key).attempts()).hasSize(1);
  }

  @Test
  void failsAResultOverTheLimitAfterOneAttemptAndTheCodeMayGoOn() {
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            return step.run("a", () -> "x".repeat(1 << 20));
          } catch (dev.holdfast.api.StepResultTooLargeException e) {
            return e.code() + " " + e.attempts();
          }
        });

    assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("step.result_too_large 1");
  }

  @Test
  void asksForATypeWhereTheValueDoesNotTellIt() {
    assertThat(codeOf((event, step) -> step.run("a", () -> List.of(1, "two"))))
        .isEqualTo("step.type_unknown");
    engine.deploy(
        "typed",
        (event, step) ->
            step.run(
                "a",
                new TypeToken<List<Object>>() {},
                StepOptions.DEFAULT,
                c -> List.of(1, "two")));
    assertThat(engine.awaitOutput(engine.create("typed")))
        .isEqualTo(List.of(BigDecimal.ONE, "two"));
  }

  @Test
  void recordsASuccessfulStepInOneRow() {
    engine.deploy("w", (event, step) -> step.run("a", () -> 1));
    InstanceKey key = engine.create("w");
    engine.awaitEnd(key);

    StepRecord step = engine.steps(key).get(0);

    assertThat(engine.steps(key)).hasSize(1);
    assertThat(step.attempt()).isEqualTo(1);
    assertThat(step.endedAt()).isNotNull();
  }

  @Test
  void discardsWhatCodeReturnsThatCatchesTheSuspension() {
    AtomicInteger after = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          try {
            step.sleep("nap", "1 hour");
          } catch (Throwable swallowed) {
            step.run("after", after::incrementAndGet);
          }
          return "ended";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    assertThat(after).hasValue(0);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("ended");
  }

  @Test
  void refusesParamsThatAreNotThePayload() {
    engine.deploy("w", Point.class, Object.class, 10, (event, step) -> null);

    assertThatThrownBy(
            () ->
                engine
                    .engine
                    .instances()
                    .create(
                        NewInstance.of("w", "java", "").withParams(engine.codec.fromJson("[1]"))))
        .isInstanceOf(InvalidRequestException.class)
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("params.invalid");
  }

  private static StepOptions noRetry() {
    return StepOptions.ofRetry(RetryPolicy.none());
  }

  private @Nullable String codeOf(EngineFixture.Code code) {
    String name = "w" + System.identityHashCode(code);
    engine.deploy(name, code);
    return engine.awaitEnd(engine.create(name)).failure().error().code();
  }
}
