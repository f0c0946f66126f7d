package dev.holdfast.samples.kitchen;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code {"progress": value}}: publishes any JSON for those who watch the instance. */
record ProgressInstruction(@Nullable Object value) implements Instruction {

  static ProgressInstruction read(ScriptObject object) {
    return new ProgressInstruction(object.value("progress"));
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    frame.step().progress(frame.value(value));
    return Optional.empty();
  }
}
