package dev.holdfast.samples.kitchen;

import dev.holdfast.api.Blob;
import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.TypeToken;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * <code>{"run": "name", …}</code>: a step, see {@link ScriptedBody} for what its body does and
 * {@link OptionsReader} for its options. {@code save} names its result; {@code catch} holds what is
 * done when it fails for good, with the error saved as {@code error}. With {@code transactional}
 * the step is one transaction, and its effect is part of that. Of a blob its size is saved.
 */
record RunInstruction(
    String name,
    StepOptions options,
    ScriptedBody body,
    boolean transactional,
    Optional<String> save,
    Optional<Block> whenFailed)
    implements Instruction {

  private static final List<String> NOT_OFFERED =
      List.of("compensate", "compensateFailTimes", "compensateRetries", "compensateTransactional");

  static RunInstruction read(ScriptObject object) {
    InstructionKinds.refuse(object, NOT_OFFERED);
    return new RunInstruction(
        object.text("run"),
        OptionsReader.read(object),
        ScriptedBody.read(object),
        object.flag("transactional"),
        object.optionalText("save"),
        object.optionalBlock("catch"));
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    @Nullable Object result;
    try {
      result = run(frame);
    } catch (StepFailedException e) {
      Block handler = whenFailed.orElseThrow(() -> e);
      frame.save(Optional.of("error"), ShownError.of(e.error()));
      return handler.execute(frame);
    }
    frame.save(save, result instanceof Blob blob ? blob.size() : result);
    return Optional.empty();
  }

  @SuppressWarnings("NullAway") // the result type is declared nullable
  private @Nullable Object run(Frame frame) {
    String stepName = frame.text(name);
    TypeToken<@Nullable Object> type = new TypeToken<@Nullable Object>() {};
    StepBody<@Nullable Object> work = context -> body.run(context, frame, transactional);
    return transactional
        ? frame.step().transactional(stepName, type, options, work)
        : frame.step().run(stepName, type, options, work);
  }
}
