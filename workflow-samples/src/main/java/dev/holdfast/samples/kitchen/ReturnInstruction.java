package dev.holdfast.samples.kitchen;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code {"return": value}}: ends the workflow with a value. */
record ReturnInstruction(@Nullable Object value) implements Instruction {

  static ReturnInstruction read(ScriptObject object) {
    return new ReturnInstruction(object.value("return"));
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    return Optional.of(new Returned(frame.value(value)));
  }
}
