package dev.holdfast.samples.kitchen;

import dev.holdfast.api.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts blocks as branches named {@code branch-0}, {@code branch-1} and so on. */
final class BranchBlocks {

  private BranchBlocks() {}

  static List<Branch<Ended>> start(Frame frame, List<Block> blocks) {
    Frame begun = frame.snapshot();
    List<Branch<Ended>> branches = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      branches.add(
          frame
              .step()
              .branch(
                  "branch-" + i,
                  branch -> {
                    Frame inner = begun.inBranch(branch);
                    return new Ended(block.execute(inner), inner.saved());
                  }));
    }
    return branches;
  }

  /**
   * Is what a branch leaves behind.
   *
   * @param returned the value of the {@code return} that ended it, if one did
   * @param saved what it has saved
   */
  record Ended(Optional<Returned> returned, Map<String, @Nullable Object> saved) {

    /** Returns its value, which is found like that of a whole script. */
    @Nullable Object value() {
      return returned.isPresent() ? returned.get().value() : saved;
    }
  }
}
