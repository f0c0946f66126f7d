package dev.holdfast.samples.kitchen;

import dev.holdfast.api.Settled;
import dev.holdfast.samples.kitchen.BranchBlocks.Ended;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"allSettled": [[…], […]], "save": "x"}}: branches, all awaited however they end. Saves a
 * list of {@code {"result": …}} and {@code {"error": {…}}}. A {@code return} in a branch gives that
 * branch's result; without one it is an object of what the branch has saved.
 */
record AllSettledInstruction(List<Block> blocks, Optional<String> save) implements Instruction {

  AllSettledInstruction {
    blocks = List.copyOf(blocks);
  }

  static AllSettledInstruction read(ScriptObject object) {
    return new AllSettledInstruction(object.blocks("allSettled"), object.optionalText("save"));
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    List<@Nullable Object> shown = new ArrayList<>();
    List<Settled<Ended>> ends = frame.step().allSettled(BranchBlocks.start(frame, blocks));
    for (Settled<Ended> end : ends) {
      shown.add(shown(end));
      if (end.result() != null) {
        frame.saveAll(end.result().saved());
      }
    }
    frame.save(save, shown);
    return Optional.empty();
  }

  private static Map<String, @Nullable Object> shown(Settled<Ended> end) {
    if (end.failure() != null) {
      return Map.of("error", ShownError.of(end.failure()));
    }
    @Nullable Object value = end.result() == null ? null : end.result().value();
    return Collections.singletonMap("result", value);
  }
}
