package dev.holdfast.samples.kitchen;

import dev.holdfast.api.Compensation;
import dev.holdfast.api.CompensationContext;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is how a scripted step is undone: {@code compensate} is the key of the effect that is recorded
 * then, {@code compensateFailTimes} how many first attempts of that fail, {@code compensateRetries}
 * its retries. With {@code compensateTransactional} the effect is part of a transaction.
 */
record ScriptedCompensation(
    String effect, int failTimes, RetryPolicy retry, boolean transactional) {

  private static final List<String> DETAILS =
      List.of("compensateFailTimes", "compensateRetries", "compensateTransactional");

  static Optional<ScriptedCompensation> read(ScriptObject object) {
    if (!object.has("compensate")) {
      DETAILS.stream()
          .filter(object::has)
          .findFirst()
          .ifPresent(
              name -> {
                throw object.malformed(name, "needs compensate");
              });
      return Optional.empty();
    }
    return Optional.of(
        new ScriptedCompensation(
            object.text("compensate"),
            object.optionalWhole("compensateFailTimes", Integer.MAX_VALUE).orElse(0),
            object.has("compensateRetries")
                ? OptionsReader.retries(object.object("compensateRetries"))
                : RetryPolicy.DEFAULT,
            object.flag("compensateTransactional")));
  }

  /** Returns what a step in some place of the script is undone by. */
  Compensation in(Frame frame) {
    Compensation compensation =
        Compensation.of((CompensationContext<@Nullable Object> context) -> run(context, frame))
            .withRetry(retry);
    return transactional ? compensation.withTransaction() : compensation;
  }

  private void run(CompensationContext<@Nullable Object> context, Frame frame) {
    StepContext attempt =
        new StepContext(
            context.stepName(),
            context.occurrence(),
            context.handlerAttempt(),
            context.options(),
            context.idempotencyKey());
    frame.effects().record(frame.text(effect), attempt, transactional);
    if (context.handlerAttempt() <= failTimes) {
      throw new ScriptFailure("The script made the compensation fail");
    }
  }
}
