package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Looks at how the pages of the journal are filled, see docs/decisions/0036. */
class PostgresPagesTest {

  private final TestDatabase database = TestDatabase.postgres();

  /** Or small rows go to one old page after the other, each of which then goes to the log whole. */
  @Test
  void leavesRoomOnPages() {
    List<String> rooms =
        database.transactions.inNew(
            entities ->
                new Sql(entities)
                    .query(
                        "select relname || ' ' || array_to_string(reloptions, ',') from pg_class"
                            + " where relname in"
                            + " ('workflow_instance', 'workflow_step', 'workflow_event')",
                        row -> row.getString(1)));

    assertThat(rooms)
        .containsExactlyInAnyOrder(
            "workflow_instance fillfactor=80",
            "workflow_step fillfactor=90",
            "workflow_event fillfactor=90");
  }
}
