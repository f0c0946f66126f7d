package dev.holdfast.samples.kitchen;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Knows which member makes an object which instruction. */
final class InstructionKinds {

  private static final Map<String, Function<ScriptObject, Instruction>> READERS =
      new TreeMap<>(
          Map.of(
              "fail", FailInstruction::read,
              "if", IfInstruction::read,
              "parallel", ParallelInstruction::read,
              "repeat", RepeatInstruction::read,
              "return", ReturnInstruction::read,
              "run", RunInstruction::read,
              "sleep", SleepInstruction::read,
              "sleepUntil", SleepUntilInstruction::read,
              "waitForEvent", WaitInstruction::read));

  private static final List<String> NOT_OFFERED =
      List.of("allSettled", "any", "child", "progress", "race");

  private InstructionKinds() {}

  static Instruction read(ScriptObject object) {
    refuse(object, NOT_OFFERED);
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

  /** Refuses what belongs to the script language but not yet to the engine. */
  static void refuse(ScriptObject object, List<String> notOffered) {
    for (String name : notOffered) {
      if (object.has(name)) {
        throw object.malformed(name, "is not offered by this engine yet");
      }
    }
  }
}
