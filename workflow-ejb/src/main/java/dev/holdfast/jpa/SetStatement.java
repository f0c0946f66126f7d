package dev.holdfast.jpa;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Is a statement that is executed for many sets of parameters at a time. Where a database takes
 * arrays it is sent once, with an array for each parameter: that costs the database and the driver
 * half of what it costs to send it once for each set. Elsewhere it is a batch of JDBC.
 *
 * <p>Most sets have no value for what is declared {@value #SELDOM}, and no point in time outside of
 * the years 1970 to 2106. Where arrays are taken there is another {@link SetForm} for those: each
 * parameter that is not sent, and each time that is no text, costs the driver and the database
 * less.
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

  /** Stands behind the declaration of a parameter. */
  static final String SELDOM = "seldom";

  private static final Pattern KEY = Pattern.compile("\\{key (\\w+)}");

  private final List<Parameter> parameters;
  private final String forEach;
  private final SetForm general;
  private final SetForm usual;

  /**
   * Is a parameter.
   *
   * @param name its name in the statement
   * @param type its type in the database
   * @param isSeldom whether most sets have no value
   */
  record Parameter(String name, String type, boolean isSeldom) {

    private static final String TIME = "timestamptz";

    /** Reads name, type and maybe {@link #SELDOM}. */
    static Parameter of(String declaration) {
      List<String> words = List.of(declaration.split(" ", -1));
      return new Parameter(words.get(0), words.get(1), words.contains(SELDOM));
    }

    boolean isTime() {
      return type.equals(TIME);
    }
  }

  private SetStatement(String each, String all, List<Parameter> parameters) {
    this(each, each, all, parameters);
  }

  private SetStatement(String each, String one, String all, List<Parameter> parameters) {
    String withPositions =
        oneKeyAfterTheOther(all)
            .replace(GIVEN, "generate_series(1, :" + SetForm.SIZE_NAME + ") as given (position)");
    this.parameters = parameters;
    this.forEach = SetForm.withMarks(withKey(each));
    this.general = SetForm.general(withKey(one), withPositions, parameters);
    this.usual = SetForm.usual(withKey(one), withPositions, parameters);
  }

  private SetStatement(SetStatement statement, String end) {
    this.parameters = statement.parameters;
    this.forEach = statement.forEach + end;
    this.general = statement.general.followedBy(end);
    this.usual = statement.usual.followedBy(end);
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
        counted(all, ":" + SetForm.SIZE_NAME, refusal),
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

  /** Returns the statement for one set in a batch of JDBC, with question marks. */
  String forEach() {
    return forEach;
  }

  /** Returns for each question mark of that which of the parameters it stands for. */
  List<Integer> places() {
    return general.placesForOne();
  }

  /** Returns the form for any sets. */
  SetForm general() {
    return general;
  }

  /** Returns the form for those that {@link #isUsual}. */
  SetForm usual() {
    return usual;
  }

  /** Tells whether sets have nothing but what most have. */
  boolean isUsual(List<Parameters> sets) {
    return sets.stream().allMatch(this::isUsual);
  }

  private boolean isUsual(Parameters set) {
    for (int place = 0; place < parameters.size(); place++) {
      Object value = set.values().get(place);
      if (value != null
          && (parameters.get(place).isSeldom()
              || (value instanceof Instant time && !Times.isExactAsNumber(time)))) {
        return false;
      }
    }
    return true;
  }

  private static String withKey(String sql) {
    return KEY.matcher(sql).replaceAll("$1 = :$1");
  }

  private static List<Parameter> declared(String... declarations) {
    return List.of(declarations).stream().map(Parameter::of).toList();
  }
}
