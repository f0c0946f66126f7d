package dev.holdfast.samples.kitchen;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"if": "saved name", "equals": value, "then": […], "else": […]}}: goes one way or the
 * other; a name under which nothing is saved counts as null.
 */
record IfInstruction(
    String name, @Nullable Object expected, Optional<Block> then, Optional<Block> otherwise)
    implements Instruction {

  static IfInstruction read(ScriptObject object) {
    return new IfInstruction(
        object.text("if"),
        object.value("equals"),
        object.optionalBlock("then"),
        object.optionalBlock("else"));
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    Object actual = frame.find(frame.text(name));
    Optional<Block> way = JsonTree.equal(actual, frame.value(expected)) ? then : otherwise;
    return way.flatMap(block -> block.execute(frame));
  }
}
