package dev.holdfast.samples.kitchen;

import java.util.Optional;

/** <code>{"repeat": n, "do": […]}</code>: a loop; <code>${i}</code> is its index, from 0. */
record RepeatInstruction(int rounds, Block body) implements Instruction {

  /** Far beyond any step limit, yet an end for a loop of nothing. */
  static final int MOST_ROUNDS = 100_000;

  static RepeatInstruction read(ScriptObject object) {
    return new RepeatInstruction(object.whole("repeat", MOST_ROUNDS), object.block("do"));
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    for (int round = 0; round < rounds; round++) {
      Optional<Returned> returned = body.execute(frame.inRound(round));
      if (returned.isPresent()) {
        return returned;
      }
    }
    return Optional.empty();
  }
}
