package dev.holdfast.jpa;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is a statement with its parameters, and with what is to be done with its answer.
 *
 * @param <T> the answer
 */
final class Call<T> {

  private final Source source;
  private final Answer<T> answer;
  private final Consumer<T> then;
  private @Nullable T read;

  private Call(Source source, Answer<T> answer, Consumer<T> then) {
    this.source = source;
    this.answer = answer;
    this.then = then;
  }

  /**
   * Says how sets of parameters are sent.
   *
   * @param asArrays whether they come as arrays, which many must
   * @param isUsual whether they have only what most sets have
   */
  record Manner(boolean asArrays, boolean isUsual) {}

  /** Says what is sent: one text, or one for each manner. */
  interface Source {

    int sets();

    int answers();

    boolean isUsual();

    String text(Manner manner);

    List<? extends @Nullable Object> parameters(Manner manner);
  }

  /** Reads the present result of a statement that has been executed. */
  private interface Answer<T> {
    T read(PreparedStatement executed, boolean hasRows) throws SQLException;
  }

  private record Fixed(String text, List<? extends @Nullable Object> parameters) implements Source {

    @Override
    public int sets() {
      return 1;
    }

    /** Queries look for rows by lists of keys, if for many. */
    @Override
    public int answers() {
      return parameters.stream()
          .mapToInt(it -> it instanceof Collection<?> keys ? keys.size() : 1)
          .max()
          .orElse(1);
    }

    @Override
    public boolean isUsual() {
      return true;
    }

    @Override
    public String text(Manner manner) {
      return text;
    }

    @Override
    public List<? extends @Nullable Object> parameters(Manner manner) {
      return parameters;
    }
  }

  private record Many(SetStatement statement, List<Parameters> each) implements Source {

    @Override
    public int sets() {
      return each.size();
    }

    @Override
    public int answers() {
      return each.size();
    }

    @Override
    public boolean isUsual() {
      return statement.isUsual(each);
    }

    @Override
    public String text(Manner manner) {
      SetForm form = form(manner);
      return manner.asArrays() ? form.forAll() : form.forOne();
    }

    @Override
    public List<? extends @Nullable Object> parameters(Manner manner) {
      SetForm form = form(manner);
      return manner.asArrays() ? Column.of(statement.parameters(), form, each) : one(form).values();
    }

    private SetForm form(Manner manner) {
      return manner.isUsual() ? statement.usual() : statement.general();
    }

    private Parameters one(SetForm form) {
      Parameters chosen = each.get(0).at(form.placesForOne());
      return form.hasNumbersForTimes() ? chosen.withNumbersForTimes() : chosen;
    }
  }

  /** Says what is sent: a text and its parameters. */
  static Source text(String text, List<? extends @Nullable Object> parameters) {
    return new Fixed(text, parameters);
  }

  /** Reads rows. */
  static <T> Call<List<T>> query(Source source, Sql.RowReader<T> reader, Consumer<List<T>> then) {
    return new Call<>(source, (executed, hasRows) -> rows(executed, reader), then);
  }

  /** Changes rows, and tells how many. */
  static Call<Integer> update(Source source, Consumer<Integer> then) {
    return new Call<>(source, (executed, hasRows) -> executed.getUpdateCount(), then);
  }

  /** Writes sets of parameters, and tells for each how many rows were changed. */
  static Call<List<Integer>> write(
      SetStatement statement, List<Parameters> sets, Consumer<List<Integer>> then) {
    return new Call<>(
        new Many(statement, sets),
        (executed, hasRows) -> counts(executed, hasRows, sets.size()),
        then);
  }

  /** Writes sets of parameters with a statement that returns rows. */
  static <T> Call<List<T>> write(
      SetStatement returning,
      List<Parameters> sets,
      Sql.RowReader<T> reader,
      Consumer<List<T>> then) {
    return new Call<>(
        new Many(returning, sets), (executed, hasRows) -> rows(executed, reader), then);
  }

  /** Returns how many sets of parameters there are. */
  int sets() {
    return source.sets();
  }

  /** Returns how many rows the answer may have, as far as the parameters tell. */
  int answers() {
    return source.answers();
  }

  /** Tells whether there is nothing to be sent but what most have. */
  boolean isUsual() {
    return source.isUsual();
  }

  /** Returns the statement. */
  String text(Manner manner) {
    return source.text(manner);
  }

  /** Returns the parameters in the order of the question marks. */
  List<? extends @Nullable Object> parameters(Manner manner) {
    return source.parameters(manner);
  }

  /** Reads the present result of an executed statement as the answer to this one. */
  void read(PreparedStatement executed, boolean hasRows) throws SQLException {
    read = answer.read(executed, hasRows);
  }

  /** Does what is to be done with the answer. */
  void tell() {
    then.accept(Objects.requireNonNull(read));
  }

  private static <T> List<T> rows(PreparedStatement executed, Sql.RowReader<T> reader)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = executed.getResultSet()) {
      while (rows.next()) {
        found.add(reader.read(rows));
      }
    }
    return found;
  }

  /** Reads positions of the sets; of inserts the database counts the rows, which says nothing. */
  private static List<Integer> counts(PreparedStatement executed, boolean hasRows, int sets)
      throws SQLException {
    if (!hasRows) {
      return Collections.nCopies(sets, executed.getUpdateCount());
    }
    Integer[] counts = new Integer[sets];
    Arrays.fill(counts, 0);
    try (ResultSet changed = executed.getResultSet()) {
      while (changed.next()) {
        counts[changed.getInt(1) - 1]++;
      }
    }
    return List.of(counts);
  }
}
