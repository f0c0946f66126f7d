package dev.holdfast.samples.kitchen;

import dev.holdfast.api.BatchJobResult;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code {"batch": "name", "job": "call-workflow", "properties": {…}, "save": "x"}}: runs a batch
 * job and saves its result. Also {@code retries} and {@code timeout} as with {@code run}, and
 * {@code catch} with what is done when it fails, the error saved as {@code error}.
 */
record BatchInstruction(
    String name,
    String job,
    Optional<Object> properties,
    StepOptions options,
    Optional<String> save,
    Optional<Block> whenFailed)
    implements Instruction {

  static BatchInstruction read(ScriptObject object) {
    return new BatchInstruction(
        object.text("batch"),
        object.text("job"),
        object.has("properties")
            ? Optional.ofNullable(object.value("properties"))
            : Optional.empty(),
        OptionsReader.read(object),
        object.optionalText("save"),
        object.optionalBlock("catch"));
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    BatchJobResult result;
    try {
      result = frame.step().batch(frame.text(name), job, told(frame), options);
    } catch (StepFailedException e) {
      Block handler = whenFailed.orElseThrow(() -> e);
      frame.save(Optional.of("error"), ShownError.of(e));
      return handler.execute(frame);
    }
    frame.save(save, shown(result));
    return Optional.empty();
  }

  private Map<String, String> told(Frame frame) {
    Map<String, String> told = new LinkedHashMap<>();
    if (frame.value(properties.orElse(null)) instanceof Map<?, ?> given) {
      given.forEach((key, value) -> told.put(String.valueOf(key), String.valueOf(value)));
    }
    return told;
  }

  private static Map<String, Object> shown(BatchJobResult result) {
    return Map.of("exitStatus", result.exitStatus(), "steps", result.steps().size());
  }
}
