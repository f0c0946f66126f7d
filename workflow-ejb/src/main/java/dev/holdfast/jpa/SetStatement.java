package dev.holdfast.jpa;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Is a statement that is executed for many sets of parameters at a time. Where a database takes
 * arrays it is sent once, with an array for each parameter: that costs the database and the driver
 * half of what it costs to send it once for each set. Elsewhere it is a batch of JDBC.
 *
 * <p>Parameters are written {@code :name}. {@value #GIVEN} stands where the positions in the arrays
 * come in besides other tables, and <code>{key number}</code> for the first condition on a row, by
 * a column of its key and the parameter of that name. No row of a table may be updated by two of
 * the sets. Immutable.
 */
final class SetStatement {

  /** Where positions are joined; nothing for a batch. */
  static final String GIVEN = "{given}";

  /**
   * Most sets of one execution: the database walks to an element of an array from its beginning.
   * Arrays as rows, which need no walk, cost it more up to 128 rows and as much with 128: it stores
   * each of them before it joins them.
   */
  static final int MOST = 100;

  /** The place of how many sets there are. */
  static final int SIZE = -1;

  private static final Pattern KEY = Pattern.compile("\\{key (\\w+)}");
  private static final Pattern PARAMETER = Pattern.compile(":([a-z_]+)");
  private static final String SIZE_NAME = "size";

  private final List<Parameter> parameters;
  private final String forEach;
  private final String forOne;
  private final int[] places;
  private final String forAll;
  private final int[] placesForAll;

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

    private String element() {
      return "(cast(? as " + type + "[]))[given.position]";
    }
  }

  private SetStatement(String each, String all, List<Parameter> parameters) {
    this(each, each, all, parameters);
  }

  private SetStatement(String each, String one, String all, List<Parameter> parameters) {
    String withPositions =
        oneKeyAfterTheOther(all)
            .replace(GIVEN, "generate_series(1, :" + SIZE_NAME + ") as given (position)");
    this.parameters = parameters;
    this.forEach = withMarks(each);
    this.forOne = withMarks(one);
    this.places = places(withKey(each), parameters);
    this.placesForAll = places(withPositions, parameters);
    this.forAll = inArrays(withPositions, parameters);
  }

  private SetStatement(SetStatement statement, String end) {
    this.parameters = statement.parameters;
    this.forEach = statement.forEach + end;
    this.forOne = statement.forOne + end;
    this.places = statement.places;
    this.placesForAll = statement.placesForAll;
    this.forAll = statement.forAll + end;
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
    return new SetStatement(this, end);
  }

  /**
   * Does what an insert from another table says for each set.
   *
   * @param sql has {@link #GIVEN} behind the table, with a comma before it, and a key
   * @param parameters name and type of each
   */
  static SetStatement insertFrom(String sql, String... parameters) {
    return new SetStatement(sql.replace(", " + GIVEN, ""), sql, declared(parameters));
  }

  /**
   * Updates a row for each set; {@link Sql#send} tells which.
   *
   * @param sql has {@link #GIVEN} between the new values and the condition, which begins with a key
   * @param parameters name and type of each
   */
  static SetStatement update(String sql, String... parameters) {
    return new SetStatement(
        sql.replace(GIVEN + " ", ""),
        sql.replace(GIVEN, "from " + GIVEN) + " returning given.position",
        declared(parameters));
  }

  /**
   * Updates a row for each set, and inserts one for each whose row was there. Only for databases
   * that take arrays.
   *
   * @param update has {@link #GIVEN} between the new values and the condition, which begins with a
   *     key
   * @param insert ends with what it selects
   * @param parameters name and type of each
   */
  static SetStatement updateThenInsert(String update, String insert, String... parameters) {
    return new SetStatement(
        "with updated as (%s returning 1) %s from updated"
            .formatted(update.replace(GIVEN + " ", ""), insert),
        "with given (position) as (%s returning given.position) %s from given"
            .formatted(update.replace(GIVEN, "from " + GIVEN), insert),
        declared(parameters));
  }

  /**
   * Lets each key be looked up by itself, whatever the planner believes. A plan that is made while
   * the table is small would read all of it and compare each row with each set, and is kept for
   * minutes while the table grows. With an array of one element there is no such plan.
   */
  private static String oneKeyAfterTheOther(String all) {
    return KEY.matcher(all).replaceAll("$1 = any(array[:$1])");
  }

  /**
   * Updates a row for each set. Where the statement is sent once for many, the database refuses to
   * go on when there are fewer rows than sets, so that this needs no answer.
   *
   * @param sql has {@link #GIVEN} between the new values and the condition, which begins with a key
   * @param refusal what the database's error says, before the number of rows that there were
   * @param parameters name and type of each
   */
  static SetStatement updateOfAll(String sql, String refusal, String... parameters) {
    String each = sql.replace(GIVEN + " ", "");
    String all = sql.replace(GIVEN, "from " + GIVEN);
    return new SetStatement(
        each,
        counted(each, "1", refusal),
        counted(all, ":" + SIZE_NAME, refusal),
        declared(parameters));
  }

  /** What the error says is no number, so that to make one of it fails. */
  private static String counted(String update, String rows, String refusal) {
    return "with changed as (%s returning 1) select case count(*) when %s then 1"
            .formatted(update, rows)
        + " else cast(concat('%s', count(*)) as integer) end as held from changed"
            .formatted(refusal);
  }

  /** Returns the parameters, in the order of each set. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** Returns the statement for one set, with question marks. */
  String forEach() {
    return forEach;
  }

  /** Returns the statement for one set where it is sent once for many, with question marks. */
  String forOne() {
    return forOne;
  }

  /** Returns for each question mark which of the parameters it stands for. */
  int[] places() {
    return places.clone();
  }

  /** Returns the statement for all sets, with question marks. */
  String forAll() {
    return forAll;
  }

  /**
   * Returns for each question mark of the statement for all sets which of the parameters it stands
   * for, as an array, or {@link #SIZE}.
   */
  int[] placesForAll() {
    return placesForAll.clone();
  }

  private static String withKey(String sql) {
    return KEY.matcher(sql).replaceAll("$1 = :$1");
  }

  private static String withMarks(String sql) {
    return PARAMETER.matcher(withKey(sql)).replaceAll("?");
  }

  private static List<Parameter> declared(String... declarations) {
    return List.of(declarations).stream().map(Parameter::of).toList();
  }

  private static int[] places(String sql, List<Parameter> parameters) {
    return PARAMETER.matcher(sql).results().mapToInt(it -> place(it, parameters)).toArray();
  }

  private static String inArrays(String sql, List<Parameter> parameters) {
    return PARAMETER
        .matcher(sql)
        .replaceAll(
            found -> {
              int place = place(found, parameters);
              return place == SIZE ? "?" : parameters.get(place).element();
            });
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
