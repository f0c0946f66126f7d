package dev.holdfast.samples.kitchen;

import dev.holdfast.api.ChildFailedException;
import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.ChildOptions.ClosePolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.TypeToken;
import dev.holdfast.api.WorkflowException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"child": "name", "id": "…", "params": {…}, "workflow": "kitchen-sink", "await": true,
 * "save": "x"}}: calls a child and saves its output, or, with {@code await} false, starts it and
 * saves its id. Also {@code closePolicy} ({@code abandon} or {@code terminate}), {@code ifExists}
 * ({@code fail} or {@code return}), {@code timeout}, and {@code catch} with what is done when it
 * fails, the error saved as {@code error}.
 */
record ChildInstruction(
    String name,
    String workflow,
    Optional<String> id,
    Optional<Object> params,
    boolean isAwaited,
    ChildOptions options,
    Optional<String> save,
    Optional<Block> whenFailed)
    implements Instruction {

  static ChildInstruction read(ScriptObject object) {
    boolean isAwaited = !object.has("await") || object.flag("await");
    return new ChildInstruction(
        object.text("child"),
        object.optionalText("workflow").orElse("kitchen-sink"),
        object.optionalText("id"),
        object.has("params") ? Optional.ofNullable(object.value("params")) : Optional.empty(),
        isAwaited,
        options(object, isAwaited),
        object.optionalText("save"),
        object.optionalBlock("catch"));
  }

  private static ChildOptions options(ScriptObject object, boolean isAwaited) {
    ChildOptions options = ChildOptions.DEFAULT.withClosePolicy(closePolicy(object));
    if (isExistingWanted(object)) {
      options = options.returnExisting();
    }
    Optional<Duration> timeout = object.optionalDuration("timeout");
    if (timeout.isPresent() && !isAwaited) {
      throw object.malformed("timeout", "goes with a child that is awaited only");
    }
    if (timeout.isPresent() && timeout.get().isZero()) {
      throw object.malformed("timeout", "must be more than zero");
    }
    return timeout.map(options::withTimeout).orElse(options);
  }

  private static ClosePolicy closePolicy(ScriptObject object) {
    return switch (object.optionalText("closePolicy").orElse("abandon")) {
      case "abandon" -> ClosePolicy.ABANDON;
      case "terminate" -> ClosePolicy.TERMINATE;
      default ->
          throw object.malformed(
              "closePolicy", "must be abandon or terminate, was " + object.text("closePolicy"));
    };
  }

  private static boolean isExistingWanted(ScriptObject object) {
    return switch (object.optionalText("ifExists").orElse("fail")) {
      case "fail" -> false;
      case "return" -> true;
      default ->
          throw object.malformed(
              "ifExists", "must be fail or return, was " + object.text("ifExists"));
    };
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    @Nullable Object value;
    try {
      value = perform(frame);
    } catch (StepFailedException | ChildFailedException e) {
      return whenFailed(frame, e);
    }
    frame.save(save, value);
    return Optional.empty();
  }

  private Optional<Returned> whenFailed(Frame frame, WorkflowException thrown) {
    Block handler = whenFailed.orElseThrow(() -> thrown);
    frame.save(Optional.of("error"), ShownError.of(thrown));
    return handler.execute(frame);
  }

  private @Nullable Object perform(Frame frame) {
    ChildOptions filled = id.map(text -> options.withId(frame.text(text))).orElse(options);
    @Nullable Object given = frame.value(params.orElse(null));
    if (given != null) {
      filled = filled.withParams(given);
    }
    return isAwaited
        ? frame
            .step()
            .callChild(frame.text(name), workflow, filled, new TypeToken<@Nullable Object>() {})
        : frame.step().startChild(frame.text(name), workflow, filled);
  }
}
