package dev.holdfast.samples.kitchen;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Knows which member makes an object which instruction. */
final class InstructionKinds {

  private static final Map<String, Function<ScriptObject, Instruction>> READERS =
      new TreeMap<>(
          Map.ofEntries(
              entry("allSettled", AllSettledInstruction::read),
              entry("any", RaceInstruction::readAny),
              entry("batch", BatchInstruction::read),
              entry("child", ChildInstruction::read),
              entry("fail", FailInstruction::read),
              entry("if", IfInstruction::read),
              entry("parallel", ParallelInstruction::read),
              entry("progress", ProgressInstruction::read),
              entry("race", RaceInstruction::readRace),
              entry("repeat", RepeatInstruction::read),
              entry("return", ReturnInstruction::read),
              entry("run", RunInstruction::read),
              entry("sleep", SleepInstruction::read),
              entry("sleepUntil", SleepUntilInstruction::read),
              entry("waitForEvent", WaitInstruction::read)));

  private InstructionKinds() {}

  static Instruction read(ScriptObject object) {
    Set<String> kinds = new TreeSet<>(READERS.keySet());
    kinds.removeIf(kind -> !object.has(kind));
    if (kinds.size() != 1) {
      throw new MalformedScriptException(
          object.path(),
          "must have exactly one of %s, has %s"
              .formatted(READERS.keySet(), JsonTree.shown(object.names())));
    }
    Instruction instruction = reader(kinds.iterator().next()).apply(object);
    object.refuseOthers();
    return instruction;
  }

  private static Function<ScriptObject, Instruction> reader(String kind) {
    Function<ScriptObject, Instruction> reader = READERS.get(kind);
    if (reader == null) {
      throw new IllegalStateException("No reader for " + kind);
    }
    return reader;
  }
}
