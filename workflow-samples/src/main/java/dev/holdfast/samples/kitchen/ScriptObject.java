package dev.holdfast.samples.kitchen;

import dev.holdfast.api.Durations;
import dev.holdfast.api.InvalidDurationException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Is a JSON object of a script, with its path. Reads members by the type they must have and names
 * the path of the first that is wrong; notes what was read, so that the rest can be refused.
 */
final class ScriptObject {

  private final String path;
  private final Map<?, ?> members;
  private final Set<Object> known = new HashSet<>();

  private ScriptObject(String path, Map<?, ?> members) {
    this.path = path;
    this.members = members;
  }

  static ScriptObject of(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return new ScriptObject(path, members);
    }
    throw new MalformedScriptException(path, "must be an object, was " + JsonTree.shown(value));
  }

  String path() {
    return path;
  }

  Set<?> names() {
    return members.keySet();
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  @Nullable Object value(String name) {
    if (!has(name)) {
      throw malformed(name, "is missing");
    }
    known.add(name);
    return members.get(name);
  }

  String text(String name) {
    Object value = value(name);
    if (value instanceof String text) {
      return text;
    }
    throw malformed(name, "must be a text, was " + JsonTree.shown(value));
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  BigDecimal number(String name) {
    Object value = value(name);
    if (value instanceof Number number) {
      return JsonTree.decimal(number);
    }
    throw malformed(name, "must be a number, was " + JsonTree.shown(value));
  }

  Optional<Integer> optionalWhole(String name, int most) {
    return has(name) ? Optional.of(whole(name, most)) : Optional.empty();
  }

  int whole(String name, int most) {
    BigDecimal number = number(name);
    if (number.stripTrailingZeros().scale() > 0
        || number.signum() < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw malformed(
          name, "must be a whole number between 0 and %d, was %s".formatted(most, number));
    }
    return number.intValueExact();
  }

  boolean flag(String name) {
    if (!has(name)) {
      return false;
    }
    Object value = value(name);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw malformed(name, "must be true or false, was " + JsonTree.shown(value));
  }

  /** Reads a duration: text in any form that code may use, or a number of milliseconds. */
  Duration duration(String name) {
    if (value(name) instanceof Number) {
      return Duration.ofMillis(whole(name, Integer.MAX_VALUE));
    }
    try {
      return Durations.parse(text(name));
    } catch (InvalidDurationException e) {
      throw malformed(name, "is wrong. " + e.getMessage());
    }
  }

  Optional<Duration> optionalDuration(String name) {
    return has(name) ? Optional.of(duration(name)) : Optional.empty();
  }

  List<?> list(String name) {
    Object value = value(name);
    if (value instanceof List<?> list) {
      return list;
    }
    throw malformed(name, "must be a list, was " + JsonTree.shown(value));
  }

  ScriptObject object(String name) {
    return of(pathOf(name), value(name));
  }

  Block block(String name) {
    return block(pathOf(name), list(name));
  }

  Optional<Block> optionalBlock(String name) {
    return has(name) ? Optional.of(block(name)) : Optional.empty();
  }

  List<Block> blocks(String name) {
    List<?> lists = list(name);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      String place = "%s[%d]".formatted(pathOf(name), i);
      if (!(lists.get(i) instanceof List<?> instructions)) {
        throw new MalformedScriptException(
            place, "must be a list of instructions, was " + JsonTree.shown(lists.get(i)));
      }
      blocks.add(block(place, instructions));
    }
    return blocks;
  }

  private static Block block(String path, List<?> elements) {
    List<Instruction> instructions = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      ScriptObject element = of("%s[%d]".formatted(path, i), elements.get(i));
      instructions.add(InstructionKinds.read(element));
    }
    return new Block(instructions);
  }

  /** Refuses members that nobody asked for: a misspelt option would otherwise be ignored. */
  void refuseOthers() {
    for (Object name : members.keySet()) {
      if (!known.contains(name)) {
        throw malformed(String.valueOf(name), "is not known here");
      }
    }
  }

  MalformedScriptException malformed(String name, String problem) {
    return new MalformedScriptException(pathOf(name), problem);
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
