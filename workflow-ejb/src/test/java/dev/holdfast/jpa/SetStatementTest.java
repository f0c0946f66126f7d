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
            "insert into t (number, name) select given.new_number, given.new_name"
                + " from unnest(?, ?) with ordinality as given (new_number, new_name, position)");
  }

  @Test
  void updatesARowForEachSetAndTellsWhich() {
    SetStatement update =
        SetStatement.update(
            "update t set a = :a, b = coalesce(:a, :b) {given} where number = :number",
            "number bigint",
            "a varchar",
            "b varchar");

    assertThat(update.forEach())
        .isEqualTo("update t set a = ?, b = coalesce(?, ?) where number = ?");
    assertThat(update.places()).containsExactly(1, 1, 2, 0);
    assertThat(update.forAll())
        .isEqualTo(
            "update t set a = given.new_a, b = coalesce(given.new_a, given.new_b)"
                + " from unnest(?, ?, ?) with ordinality"
                + " as given (new_number, new_a, new_b, position)"
                + " where number = given.new_number returning given.position");
  }

  @Test
  void insertsWhatAnotherTableHasForEachSet() {
    SetStatement insert =
        SetStatement.insertFrom(
            "insert into t (a, b) select a, :b from u, {given} where number = :number",
            "b bigint",
            "number bigint");

    assertThat(insert.forEach())
        .isEqualTo("insert into t (a, b) select a, ? from u where number = ?");
    assertThat(insert.forAll())
        .isEqualTo(
            "insert into t (a, b) select a, given.new_b from u, unnest(?, ?) with ordinality"
                + " as given (new_b, new_number, position) where number = given.new_number");
  }

  @Test
  void refusesAParameterWithoutAType() {
    assertThatThrownBy(() -> SetStatement.update("update t set a = :a {given}", "b bigint"))
        .hasMessageContaining(":a");
  }
}
