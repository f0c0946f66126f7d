package dev.holdfast.samples.kitchen;

import dev.holdfast.api.Branch;
import dev.holdfast.api.Losers;
import dev.holdfast.api.Winner;
import dev.holdfast.samples.kitchen.BranchBlocks.Ended;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"race": "name", "branches": [[…], […]], "losers": "cancel|keepRunning", "save": "x"}},
 * and the same with {@code any}: saves {@code {"winner": index, "value": …}}. The value is that of
 * the {@code return} in the winner, else an object of what the winner has saved.
 */
record RaceInstruction(
    Kind kind, String name, List<Block> blocks, Losers losers, Optional<String> save)
    implements Instruction {

  enum Kind {
    /** The first branch to end decides. */
    RACE,
    /** The first branch to succeed decides. */
    ANY
  }

  RaceInstruction {
    blocks = List.copyOf(blocks);
  }

  static RaceInstruction readRace(ScriptObject object) {
    return read(object, Kind.RACE, object.text("race"));
  }

  static RaceInstruction readAny(ScriptObject object) {
    return read(object, Kind.ANY, object.text("any"));
  }

  private static RaceInstruction read(ScriptObject object, Kind kind, String name) {
    return new RaceInstruction(
        kind, name, object.blocks("branches"), losers(object), object.optionalText("save"));
  }

  private static Losers losers(ScriptObject object) {
    return switch (object.optionalText("losers").orElse("cancel")) {
      case "cancel" -> Losers.CANCEL;
      case "keepRunning" -> Losers.KEEP_RUNNING;
      default ->
          throw object.malformed(
              "losers", "must be cancel or keepRunning, was " + object.text("losers"));
    };
  }

  @Override
  public Optional<Returned> execute(Frame frame) {
    Winner<Ended> winner = decide(frame, BranchBlocks.start(frame, blocks));
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("winner", winner.index());
    shown.put("value", winner.value().value());
    frame.saveAll(winner.value().saved());
    frame.save(save, shown);
    return Optional.empty();
  }

  private Winner<Ended> decide(Frame frame, List<Branch<Ended>> branches) {
    String race = frame.text(name);
    return switch (kind) {
      case RACE -> frame.step().race(race, branches, losers);
      case ANY -> frame.step().any(race, branches, losers);
    };
  }
}
