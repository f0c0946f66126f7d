package dev.holdfast.samples.kitchen;

import java.util.Optional;

/** {@code {"fail": "message"}}: ends the workflow with an error. */
record FailInstruction(String message) implements Instruction {

  static FailInstruction read(ScriptObject object) {
    return new FailInstruction(object.text("fail"));
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    throw new ScriptFailure(frame.text(message));
  }
}
