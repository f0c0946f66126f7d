package dev.holdfast.json;

import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure before a value is stored that what is read back is the same. Needed where application
 * code takes part: a constructor may refuse or change what it is given.
 */
final class RoundTripCheck {

  private final JsonTree trees;

  RoundTripCheck(JsonTree trees) {
    this.trees = trees;
  }

  /**
   * Reads back what was written and compares.
   *
   * @throws UnencodableException when it is not the same
   */
  void check(Object value, String json, Shape shape, boolean hasEquals) {
    Object tree = trees.parse(json);
    Object back;
    try {
      back = shape.read(tree, Trail.ofReadingBack());
    } catch (UndecodableException e) {
      String problem = "What would be stored could not be read back: " + e.getMessage();
      throw new UnencodableException(problem, false, e);
    }
    JsonOutput again = new JsonOutput();
    shape.write(back, again);
    if (!json.equals(again.toString())) {
      String path = difference(Trail.ROOT, tree, trees.parse(again.toString()));
      if (!path.isEmpty()) {
        throw changed(path, "Its constructor or accessors change what they are given.");
      }
    }
    if (hasEquals && !value.equals(back)) {
      throw changed(Trail.ROOT, "Its equals compares something that is not stored.");
    }
  }

  private static UnencodableException changed(String path, String why) {
    return new UnencodableException(
        path
            + " cannot be stored: what is read back is not equal to what was written. "
            + why
            + " Make it a record of plain values.",
        false,
        null);
  }

  private static String difference(String path, @Nullable Object one, @Nullable Object other) {
    if (Objects.equals(one, other)) {
      return "";
    }
    if (one instanceof Map<?, ?> members && other instanceof Map<?, ?> others) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        String there =
            difference(
                path + "." + member.getKey(), member.getValue(), others.get(member.getKey()));
        if (!there.isEmpty()) {
          return there;
        }
      }
    }
    if (one instanceof List<?> elements
        && other instanceof List<?> others
        && elements.size() == others.size()) {
      for (int i = 0; i < elements.size(); i++) {
        String there = difference(path + "[" + i + "]", elements.get(i), others.get(i));
        if (!there.isEmpty()) {
          return there;
        }
      }
    }
    return path;
  }
}
