package dev.holdfast.samples.kitchen;

import java.time.Duration;
import java.util.Optional;

/** {@code {"sleep": "name", "for": "2 seconds"}}: sleeps. */
record SleepInstruction(String name, Duration duration) implements Instruction {

  static SleepInstruction read(ScriptObject object) {
    return new SleepInstruction(object.text("sleep"), object.duration("for"));
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    frame.step().sleep(frame.text(name), duration);
    return Optional.empty();
  }
}
