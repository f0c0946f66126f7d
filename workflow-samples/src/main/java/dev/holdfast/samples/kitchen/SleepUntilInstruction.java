package dev.holdfast.samples.kitchen;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** {@code {"sleepUntil": "name", "at": "2030-01-01T00:00:00Z"}}: sleeps until a point in time. */
record SleepUntilInstruction(String name, Instant instant) implements Instruction {

  static SleepUntilInstruction read(ScriptObject object) {
    String name = object.text("sleepUntil");
    String at = object.text("at");
    try {
      return new SleepUntilInstruction(name, Instant.parse(at));
    } catch (DateTimeException e) {
      throw object.malformed(
          "at", "must be an instant such as 2030-01-01T00:00:00Z, was " + JsonTree.shown(at));
    }
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    frame.step().sleepUntil(frame.text(name), instant);
    return Optional.empty();
  }
}
