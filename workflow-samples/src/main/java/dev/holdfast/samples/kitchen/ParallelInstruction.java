package dev.holdfast.samples.kitchen;

import dev.holdfast.api.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"parallel": [[…], […]]}}: branches named {@code branch-0}, {@code branch-1} and so on,
 * all awaited. A {@code return} ends its branch; when all have ended, that of the first branch that
 * has one ends the workflow.
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
    List<Branch<Ended>> branches = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      branches.add(
          frame
              .step()
              .branch(
                  "branch-" + i,
                  branch -> {
                    Frame inner = frame.inBranch(branch);
                    return new Ended(block.execute(inner), inner.saved());
                  }));
    }
    List<Ended> ends = frame.step().all(branches);
    ends.forEach(end -> frame.saveAll(end.saved()));
    return ends.stream().flatMap(end -> end.returned().stream()).findFirst();
  }

  /** Is what a branch leaves behind. */
  private record Ended(Optional<Returned> returned, Map<String, @Nullable Object> saved) {}
}
