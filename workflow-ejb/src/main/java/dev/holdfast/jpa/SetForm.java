package dev.holdfast.jpa;

import dev.holdfast.jpa.SetStatement.Parameter;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Is one way to write a {@link SetStatement} for a database that takes arrays, with question marks.
 * For each of these there is the place of the parameter that it stands for, or {@link #SIZE}.
 *
 * @param forOne the statement for one set
 * @param placesForOne what its question marks stand for
 * @param forAll the statement for all sets, which come as arrays
 * @param placesForAll what its question marks stand for
 * @param hasNumbersForTimes whether points in time are seconds since 1970, see {@link
 *     Times#seconds}
 */
record SetForm(
    String forOne,
    List<Integer> placesForOne,
    String forAll,
    List<Integer> placesForAll,
    boolean hasNumbersForTimes) {

  /** The place of how many sets there are. */
  static final int SIZE = -1;

  /** The name of how many sets there are. */
  static final String SIZE_NAME = "size";

  private static final Pattern PARAMETER = Pattern.compile(":([a-z_]+)");

  /** Returns the form that sends each parameter, and points in time as texts. */
  static SetForm general(String one, String all, List<Parameter> parameters) {
    return new SetForm(
        withMarks(one),
        places(one, parameters, it -> true),
        written(all, parameters, SetForm::element),
        places(all, parameters, it -> true),
        false);
  }

  /** Returns the form without what is sent seldom. */
  static SetForm usual(String one, String all, List<Parameter> parameters) {
    return new SetForm(
        written(one, parameters, it -> usual(it, "?", "?")),
        places(one, parameters, it -> !it.isSeldom()),
        written(all, parameters, it -> usual(it, element(it), element("float8"))),
        places(all, parameters, it -> !it.isSeldom()),
        true);
  }

  /** Returns a statement with a question mark for each parameter. */
  static String withMarks(String sql) {
    return PARAMETER.matcher(sql).replaceAll("?");
  }

  /** Returns the same with something behind it. */
  SetForm followedBy(String end) {
    return new SetForm(forOne + end, placesForOne, forAll + end, placesForAll, hasNumbersForTimes);
  }

  private static String usual(Parameter parameter, String value, String number) {
    if (parameter.isSeldom()) {
      return "cast(null as " + parameter.type() + ")";
    }
    return parameter.isTime() ? "to_timestamp(" + number + ")" : value;
  }

  private static String element(Parameter parameter) {
    return element(parameter.type());
  }

  private static String element(String type) {
    return "(cast(? as " + type + "[]))[given.position]";
  }

  private static String written(
      String sql, List<Parameter> parameters, Function<Parameter, String> word) {
    return PARAMETER
        .matcher(sql)
        .replaceAll(
            found -> {
              int place = place(found, parameters);
              return place == SIZE ? "?" : word.apply(parameters.get(place));
            });
  }

  private static List<Integer> places(
      String sql, List<Parameter> parameters, Predicate<Parameter> isSent) {
    return PARAMETER
        .matcher(sql)
        .results()
        .map(it -> place(it, parameters))
        .filter(place -> place == SIZE || isSent.test(parameters.get(place)))
        .toList();
  }

  private static int place(MatchResult found, List<Parameter> parameters) {
    if (found.group(1).equals(SIZE_NAME)) {
      return SIZE;
    }
    int place = parameters.stream().map(Parameter::name).toList().indexOf(found.group(1));
    if (place < 0) {
      throw new IllegalArgumentException("No type is declared for " + found.group());
    }
    return place;
  }
}
