package dev.holdfast.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Is a statement that is executed for many sets of parameters at a time. Where a database takes
 * arrays as rows it is sent once, with an array for each parameter: that costs the database and the
 * driver half of what it costs to send it once for each set. Elsewhere it is a batch of JDBC.
 *
 * <p>Parameters are written {@code :name}. {@value #GIVEN} stands where the rows of parameters come
 * in besides other tables. No row of a table may be updated by two of the sets. Immutable.
 */
final class SetStatement {

  /** Where rows of parameters are joined; nothing for a batch. */
  static final String GIVEN = "{given}";

  private static final Pattern PARAMETER = Pattern.compile(":([a-z_]+)");

  private final List<Parameter> parameters;
  private final String forEach;
  private final int[] places;
  private final String forAll;

  /**
   * Is a parameter.
   *
   * @param name its name in the statement
   * @param type its type in the database
   */
  record Parameter(String name, String type) {

    /** Reads a name, a blank and a type. */
    static Parameter of(String declaration) {
      String[] words = declaration.split(" ", 2);
      return new Parameter(words[0], words[1]);
    }

    /** Returns a name that no column of a table has. */
    String column() {
      return "new_" + name;
    }
  }

  private SetStatement(String forEach, String forAll, List<Parameter> parameters) {
    this(
        PARAMETER.matcher(forEach).replaceAll("?"),
        PARAMETER
            .matcher(forAll)
            .replaceAll(name -> "given.new_" + name.group(1))
            .replace(GIVEN, rows(parameters)),
        parameters,
        places(forEach, parameters));
  }

  private SetStatement(String forEach, String forAll, List<Parameter> parameters, int[] places) {
    this.forEach = forEach;
    this.forAll = forAll;
    this.parameters = parameters;
    this.places = places;
  }

  /**
   * Inserts a row for each set.
   *
   * @param table the table
   * @param columns name and type of each column
   */
  static SetStatement insert(String table, String... columns) {
    List<Parameter> parameters = declared(columns);
    String names = parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
    String values =
        parameters.stream().map(it -> ":" + it.name()).collect(Collectors.joining(", "));
    String into = "insert into " + table + " (" + names + ")";
    return new SetStatement(
        into + " values (" + values + ")",
        into + " select " + values + " from {given}",
        parameters);
  }

  /** Returns the same with something behind it. */
  SetStatement followedBy(String end) {
    return new SetStatement(forEach + end, forAll + end, parameters, places);
  }

  /**
   * Does what an insert from another table says for each set.
   *
   * @param sql has {@link #GIVEN} behind the table, with a comma before it
   * @param parameters name and type of each
   */
  static SetStatement insertFrom(String sql, String... parameters) {
    return new SetStatement(sql.replace(", " + GIVEN, ""), sql, declared(parameters));
  }

  /**
   * Updates a row for each set; {@link Sql#execute} tells which.
   *
   * @param sql has {@link #GIVEN} between the new values and the condition
   * @param parameters name and type of each
   */
  static SetStatement update(String sql, String... parameters) {
    return new SetStatement(
        sql.replace(GIVEN + " ", ""),
        sql.replace(GIVEN, "from " + GIVEN) + " returning given.position",
        declared(parameters));
  }

  /** Returns the parameters, in the order of each set. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** Returns the statement for one set, with question marks. */
  String forEach() {
    return forEach;
  }

  /** Returns for each question mark which of the parameters it stands for. */
  int[] places() {
    return places.clone();
  }

  /** Returns the statement for all sets, with a question mark for the array of each parameter. */
  String forAll() {
    return forAll;
  }

  private static List<Parameter> declared(String... declarations) {
    return List.of(declarations).stream().map(Parameter::of).toList();
  }

  private static int[] places(String sql, List<Parameter> parameters) {
    List<String> names = parameters.stream().map(Parameter::name).toList();
    List<Integer> places = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(sql);
    while (matcher.find()) {
      int place = names.indexOf(matcher.group(1));
      if (place < 0) {
        throw new IllegalArgumentException("No type is declared for " + matcher.group());
      }
      places.add(place);
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  private static String rows(List<Parameter> parameters) {
    String arrays =
        IntStream.range(0, parameters.size()).mapToObj(i -> "?").collect(Collectors.joining(", "));
    String columns = parameters.stream().map(Parameter::column).collect(Collectors.joining(", "));
    return "unnest(" + arrays + ") with ordinality as given (" + columns + ", position)";
  }
}
