package dev.holdfast.samples.kitchen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Drops instructions from a script as long as what is wrong with it stays wrong. */
final class ScriptShrinker {

  private final Predicate<RandomScript> isWrong;

  ScriptShrinker(Predicate<RandomScript> isWrong) {
    this.isWrong = isWrong;
  }

  /** Returns a script of which no instruction can be dropped any more. */
  RandomScript shrink(RandomScript script) {
    RandomScript smallest = script;
    Optional<RandomScript> smaller = Optional.of(script);
    while (smaller.isPresent()) {
      smallest = smaller.get();
      RandomScript present = smallest;
      smaller =
          smallerLists(present.script()).stream()
              .map(ScriptShrinker::instructions)
              .map(present::withScript)
              .filter(isWrong)
              .findFirst();
    }
    return smallest;
  }

  /** Returns a list with one element less, or with one element smaller. */
  private static List<List<?>> smallerLists(List<?> list) {
    List<List<?>> smaller = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      List<@Nullable Object> without = new ArrayList<>(list);
      without.remove(i);
      smaller.add(without);
    }
    for (int i = 0; i < list.size(); i++) {
      for (Object element : smallerParts(list.get(i))) {
        List<@Nullable Object> with = new ArrayList<>(list);
        with.set(i, element);
        smaller.add(with);
      }
    }
    return smaller;
  }

  /** Returns an instruction or a block with something less in it. */
  private static List<Object> smallerParts(@Nullable Object part) {
    List<Object> smaller = new ArrayList<>();
    if (part instanceof List<?> block) {
      smaller.addAll(smallerLists(block));
    } else if (part instanceof Map<?, ?> instruction) {
      instruction.forEach(
          (name, member) -> {
            if (member instanceof List<?> block && isOfBlocks(block)) {
              for (List<?> less : smallerLists(block)) {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>(instruction);
                copy.put(name, less);
                smaller.add(copy);
              }
            }
          });
    }
    return smaller;
  }

  private static boolean isOfBlocks(List<?> list) {
    return list.stream().allMatch(it -> it instanceof Map<?, ?> || it instanceof List<?>);
  }

  @SuppressWarnings("unchecked") // a script that has lost parts is still one
  private static List<Map<String, @Nullable Object>> instructions(List<?> list) {
    return (List<Map<String, @Nullable Object>>) list;
  }
}
