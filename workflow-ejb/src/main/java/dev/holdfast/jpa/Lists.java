package dev.holdfast.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes parameters that are collections out, for databases without arrays. */
final class Lists {

  private static final Pattern MARK = Pattern.compile("= any\\(\\?\\)|\\?");

  private Lists() {}

  /** Returns a statement with a question mark for each element. */
  static String inText(String sql, List<? extends @Nullable Object> parameters) {
    Iterator<? extends @Nullable Object> next = parameters.iterator();
    return MARK.matcher(sql)
        .replaceAll(
            mark ->
                next.next() instanceof Collection<?> values
                    ? "in (" + marks(values) + ")"
                    : Matcher.quoteReplacement(mark.group()));
  }

  /** Returns the parameters with the elements in the place of their collections. */
  static List<@Nullable Object> flat(List<? extends @Nullable Object> parameters) {
    List<@Nullable Object> flat = new ArrayList<>();
    for (@Nullable Object parameter : parameters) {
      if (parameter instanceof Collection<?> values) {
        flat.addAll(values);
      } else {
        flat.add(parameter);
      }
    }
    return flat;
  }

  private static String marks(Collection<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("An empty list matches nothing");
    }
    return String.join(", ", Collections.nCopies(values.size(), "?"));
  }
}
