package dev.holdfast.json;

import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Follows where a walk through a value is, so that errors can name the place, and stops walks that
 * go too deep. Used by one thread, for one walk.
 */
final class Trail {

  /** How many levels a value may have. */
  static final int MAX_DEPTH = 1000;

  private static final int MAX_TYPE_DEPTH = 100;

  /** What paths start with while a value is written. */
  static final String ROOT = "result";

  private static final int LONGEST_PATH = 200;

  private final String root;
  private final boolean isReading;
  private final int maxDepth;
  private @Nullable String[] names = new String[8];
  private int[] indexes = new int[8];
  private @Nullable Object[] owners = new Object[8];
  private int depth;

  private Trail(String root, boolean isReading, int maxDepth) {
    this.root = root;
    this.isReading = isReading;
    this.maxDepth = maxDepth;
  }

  static Trail ofWriting() {
    return new Trail(ROOT, false, MAX_DEPTH);
  }

  /** Follows the search for a type, which has as many levels as the value has collections. */
  static Trail ofInference() {
    return new Trail(ROOT, false, MAX_TYPE_DEPTH);
  }

  static Trail ofReading() {
    return new Trail("", true, MAX_DEPTH);
  }

  /** Follows the reading of what has just been written. */
  static Trail ofReadingBack() {
    return new Trail(ROOT, true, MAX_DEPTH);
  }

  void enter(String name, Object owner) {
    step(owner);
    names[depth - 1] = name;
  }

  void enter(int index, Object owner) {
    step(owner);
    names[depth - 1] = null;
    indexes[depth - 1] = index;
  }

  void leave() {
    depth--;
  }

  /** Says that the value here cannot be stored, whatever type is declared. */
  UnencodableException refuse(String reason) {
    return refuse(reason, null);
  }

  UnencodableException refuse(String reason, @Nullable Throwable cause) {
    return new UnencodableException(path() + " cannot be stored: " + reason, false, cause);
  }

  /** Says that the value here could be stored if its type were given. */
  UnencodableException typeUnknown(String reason) {
    return new UnencodableException(path() + " does not tell its type: " + reason, true, null);
  }

  /** Says that what is read here is not what the type wants. */
  UndecodableException misfit(String expected, @Nullable Object found) {
    return misfit(expected, found, null);
  }

  UndecodableException misfit(String expected, @Nullable Object found, @Nullable Throwable cause) {
    return unreadable("expected " + expected + ", found " + JsonTree.describe(found), cause);
  }

  UndecodableException unreadable(String problem, @Nullable Throwable cause) {
    return new UndecodableException(path() + ": " + problem, cause);
  }

  /** Returns the place as text, such as {@code result.items[3].price}. */
  String path() {
    return path(depth);
  }

  private String path(int length) {
    StringBuilder path = new StringBuilder(root);
    for (int i = 0; i < length && path.length() < LONGEST_PATH; i++) {
      String name = names[i];
      if (name == null) {
        path.append('[').append(indexes[i]).append(']');
      } else if (isPlain(name)) {
        path.append(path.isEmpty() ? "" : ".").append(name);
      } else {
        path.append("[\"").append(name).append("\"]");
      }
    }
    if (path.length() >= LONGEST_PATH) {
      path.setLength(LONGEST_PATH);
      path.append("...");
    }
    return path.isEmpty() ? "the value" : path.toString();
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty() && name.chars().allMatch(Character::isJavaIdentifierPart);
  }

  private void step(Object owner) {
    if (depth == maxDepth) {
      throw tooDeep();
    }
    if (depth == indexes.length) {
      names = Arrays.copyOf(names, depth * 2);
      indexes = Arrays.copyOf(indexes, depth * 2);
      owners = Arrays.copyOf(owners, depth * 2);
    }
    owners[depth++] = owner;
  }

  private RuntimeException tooDeep() {
    String tooDeep = " is nested deeper than " + maxDepth + " levels";
    if (isReading) {
      return new UndecodableException(path() + tooDeep + ".", null);
    }
    for (int i = 1; i < depth; i++) {
      for (int j = 0; j < i; j++) {
        if (owners[i] == owners[j]) {
          depth = i;
          return refuse("it contains itself, and a cycle has no end. Store an id in its place.");
        }
      }
    }
    return refuse("it" + tooDeep + ". Store a flatter value.");
  }
}
