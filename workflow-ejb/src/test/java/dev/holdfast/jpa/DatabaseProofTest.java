package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class DatabaseProofTest {

  @Test
  void acceptsTheDatabasesOfTheTestsAndLeavesNoTrace() {
    for (TestDatabase database : new TestDatabase[] {TestDatabase.h2(), TestDatabase.postgres()}) {
      JpaStorage storage = JpaStorage.on(database);

      assertThatCode(
              () -> new DatabaseProof(database.transactions, database.dialect).require(64 << 20))
          .doesNotThrowAnyException();
      assertThat(storage.nodes().listLive()).isEmpty();
    }
  }
}
