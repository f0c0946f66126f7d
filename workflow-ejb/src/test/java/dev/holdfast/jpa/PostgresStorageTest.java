package dev.holdfast.jpa;

import dev.holdfast.engine.port.EventAcceptanceContract;
import dev.holdfast.engine.port.JournalStoreContract;
import dev.holdfast.engine.port.Storage;
import org.junit.jupiter.api.Nested;

/** Runs the contracts of storage on Postgres. */
class PostgresStorageTest {

  @Nested
  class Journal extends JournalStoreContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }

  @Nested
  class Events extends EventAcceptanceContract {
    @Override
    protected Storage newStorage() {
      return JpaStorage.on(TestDatabase.postgres());
    }
  }
}
