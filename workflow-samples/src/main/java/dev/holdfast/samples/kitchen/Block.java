package dev.holdfast.samples.kitchen;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Is a sequence of instructions. */
record Block(List<Instruction> instructions) {

  Block {
    instructions = List.copyOf(instructions);
  }

  /** Reads a whole script; the first thing that is wrong with it is thrown. */
  static Block script(Map<String, Object> params) {
    return ScriptObject.of("", params).block("script");
  }

  Optional<Returned> execute(Frame frame) {
    for (Instruction instruction : instructions) {
      Optional<Returned> returned = instruction.execute(frame);
      if (returned.isPresent()) {
        return returned;
      }
    }
    return Optional.empty();
  }
}
