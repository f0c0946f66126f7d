package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetStatementTest {

  @Test
  void insertsARowForEachSet() {
    SetStatement insert = SetStatement.insert("t", "number bigint", "name varchar");

    assertThat(insert.forEach()).isEqualTo("insert into t (number, name) values (?, ?)");
    assertThat(insert.places()).containsExactly(0, 1);
    assertThat(insert.general().forAll())
        .isEqualTo(
            "insert into t (number, name) select (cast(? as bigint[]))[given.position],"
                + " (cast(? as varchar[]))[given.position]"
                + " from generate_series(1, ?) as given (position)");
    assertThat(insert.general().placesForAll()).containsExactly(0, 1, SetForm.SIZE);
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
    assertThat(update.general().forAll())
        .isEqualTo(
            "update t set a = (cast(? as varchar[]))[given.position],"
                + " b = coalesce((cast(? as varchar[]))[given.position],"
                + " (cast(? as varchar[]))[given.position])"
                + " from generate_series(1, ?) as given (position)"
                + " where number = any(array[(cast(? as bigint[]))[given.position]])"
                + " returning given.position");
    assertThat(update.general().placesForAll()).containsExactly(1, 1, 2, SetForm.SIZE, 0);
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
    assertThat(insert.general().forAll())
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

  @Test
  void sendsNothingForWhatMostSetsDoNotHave() {
    SetStatement update =
        SetStatement.update(
            "update t set a = coalesce(:a, a), at = :at {given} where {key number}",
            "a varchar seldom",
            "at timestamptz",
            "number bigint");
    SetForm usual = update.usual();

    assertThat(usual.forOne())
        .isEqualTo(
            "update t set a = coalesce(cast(null as varchar), a), at = to_timestamp(?)"
                + " where number = ?");
    assertThat(usual.placesForOne()).containsExactly(1, 2);
    assertThat(usual.forAll())
        .isEqualTo(
            "update t set a = coalesce(cast(null as varchar), a),"
                + " at = to_timestamp((cast(? as float8[]))[given.position])"
                + " from generate_series(1, ?) as given (position)"
                + " where number = any(array[(cast(? as bigint[]))[given.position]])"
                + " returning given.position");
    assertThat(usual.placesForAll()).containsExactly(1, SetForm.SIZE, 2);
  }

  @Test
  void isUsualWithoutWhatIsSeldomAndWithoutTimesThatNumbersCannotTell() {
    SetStatement insert = SetStatement.insert("t", "a varchar seldom", "at timestamptz");

    assertThat(insert.isUsual(List.of(set(null, null), set(null, "2106-01-01T00:00:00Z"))))
        .isTrue();
    assertThat(insert.isUsual(List.of(set(null, null), set("a", null)))).isFalse();
    assertThat(insert.isUsual(List.of(set(null, "2107-01-01T00:00:00Z")))).isFalse();
    assertThat(insert.isUsual(List.of(set(null, "1969-12-31T00:00:00Z")))).isFalse();
  }

  private static Parameters set(@Nullable String a, @Nullable String at) {
    return new Parameters().add(a).add(at == null ? null : Instant.parse(at));
  }
}
