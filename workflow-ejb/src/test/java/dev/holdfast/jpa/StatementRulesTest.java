package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class StatementRulesTest {

  @Test
  void refusesAnUpdateThatReadsWhatItHasSet() {
    assertThatThrownBy(() -> StatementRules.check(Set.of("update t set a = ?, b = a where c = ?")))
        .hasMessageContaining("a is read after it was set");
    assertThatCode(
            () ->
                StatementRules.check(Set.of("update t set b = coalesce(?, a), a = ? where c = ?")))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesWhatNoDatabaseCanRead() {
    assertThatThrownBy(() -> StatementRules.check(Set.of("select from where a = ?")))
        .hasMessageContaining("SQL Server: select from");
  }

  /** Of these, the contracts on H2 send only its own. */
  @ParameterizedTest
  @FieldSource("dev.holdfast.jpa.Dialects#ALL")
  void findsLocksAndSequencesOfEveryDatabaseReadable(Dialect dialect) {
    assertThat(
            StatementRules.findUnreadable(
                dialect, "select fenced from workflow_node where node = ?" + dialect.shareLock()))
        .isEmpty();
    assertThat(
            StatementRules.findUnreadable(
                dialect, "select " + dialect.nextValue("workflow_node_number")))
        .isEmpty();
  }
}
