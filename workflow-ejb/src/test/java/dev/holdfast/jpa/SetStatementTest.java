package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SetStatementTest {

  @Test
  void insertsARowForEachSet() {
    SetStatement insert = SetStatement.insert("t", "number bigint", "name varchar");

    assertThat(insert.forEach()).isEqualTo("insert into t (number, name) values (?, ?)");
    assertThat(insert.places()).containsExactly(0, 1);
    assertThat(insert.forAll())
        .isEqualTo(
            "insert into t (number, name) select (cast(? as bigint[]))[given.position],"
                + " (cast(? as varchar[]))[given.position]"
                + " from generate_series(1, ?) as given (position)");
    assertThat(insert.placesForAll()).containsExactly(0, 1, SetStatement.SIZE);
  }

  @Test
  void updatesARowForEachSetAndTellsWhich() {
    SetStatement update =
        SetStatement.update(
            "update t set a = :a, b = coalesce(:a, :b) {given} where {key number}",
            "number bigint",
            "a varchar",
            "b varchar");

    assertThat(update.forEach())
        .isEqualTo("update t set a = ?, b = coalesce(?, ?) where number = ?");
    assertThat(update.places()).containsExactly(1, 1, 2, 0);
    assertThat(update.forAll())
        .isEqualTo(
            "update t set a = (cast(? as varchar[]))[given.position],"
                + " b = coalesce((cast(? as varchar[]))[given.position],"
                + " (cast(? as varchar[]))[given.position])"
                + " from generate_series(1, ?) as given (position)"
                + " where number = any(array[(cast(? as bigint[]))[given.position]])"
                + " returning given.position");
    assertThat(update.placesForAll()).containsExactly(1, 1, 2, SetStatement.SIZE, 0);
  }

  @Test
  void insertsWhatAnotherTableHasForEachSet() {
    SetStatement insert =
        SetStatement.insertFrom(
            "insert into t (a, b) select a, :b from u, {given} where {key number}",
            "b bigint",
            "number bigint");

    assertThat(insert.forEach())
        .isEqualTo("insert into t (a, b) select a, ? from u where number = ?");
    assertThat(insert.forAll())
        .isEqualTo(
            "insert into t (a, b) select a, (cast(? as bigint[]))[given.position]"
                + " from u, generate_series(1, ?) as given (position)"
                + " where number = any(array[(cast(? as bigint[]))[given.position]])");
  }

  @Test
  void refusesAParameterWithoutAType() {
    assertThatThrownBy(() -> SetStatement.update("update t set a = :a {given}", "b bigint"))
        .hasMessageContaining(":a");
  }
}
