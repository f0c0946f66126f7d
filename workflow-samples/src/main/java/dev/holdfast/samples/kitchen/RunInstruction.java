package dev.holdfast.samples.kitchen;

import dev.holdfast.api.Blob;
import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.TypeToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * <code>{"run": "name", …}</code>: a step, see {@link ScriptedBody} for what its body does and
 * {@link OptionsReader} for its options, {@link ScriptedCompensation} for how it is undone. {@code
 * save} names its result; {@code catch} holds what is done when it fails for good, with the error
 * saved as {@code error}. With {@code transactional} the step is one transaction, and its effect is
 * part of that. Of a blob its size is saved.
 */
record RunInstruction(
    String name,
    StepOptions options,
    ScriptedBody body,
    boolean transactional,
    Optional<ScriptedCompensation> compensation,
    Optional<String> save,
    Optional<Block> whenFailed)
    implements Instruction {

  static RunInstruction read(ScriptObject object) {
    return new RunInstruction(
        object.text("run"),
        OptionsReader.read(object),
        ScriptedBody.read(object),
        object.flag("transactional"),
        ScriptedCompensation.read(object),
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
    StepOptions all =
        compensation.map(it -> options.withCompensation(it.in(frame))).orElse(options);
    return transactional
        ? frame.step().transactional(stepName, type, all, work)
        : frame.step().run(stepName, type, all, work);
  }
}
