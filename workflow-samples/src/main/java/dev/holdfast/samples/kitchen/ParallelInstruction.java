package dev.holdfast.samples.kitchen;

import dev.holdfast.samples.kitchen.BranchBlocks.Ended;
import java.util.List;
import java.util.Optional;

/**
 * {@code {"parallel": [[…], […]]}}: branches, all awaited. A {@code return} ends its branch; when
 * all have ended, that of the first branch that has one ends the workflow.
 */
record ParallelInstruction(List<Block> blocks) implements Instruction {

  ParallelInstruction {
    blocks = List.copyOf(blocks);
  }

  static ParallelInstruction read(ScriptObject object) {
    return new ParallelInstruction(object.blocks("parallel"));
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    List<Ended> ends = frame.step().all(BranchBlocks.start(frame, blocks));
    ends.forEach(end -> frame.saveAll(end.saved()));
    return ends.stream().flatMap(end -> end.returned().stream()).findFirst();
  }
}
