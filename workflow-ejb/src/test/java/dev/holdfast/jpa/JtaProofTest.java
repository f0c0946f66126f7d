package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.WorkflowException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class JtaProofTest {

  private final TestDatabase database = TestDatabase.h2();

  @Test
  void acceptsTransactionsThatRollBack() {
    assertThatCode(() -> new JtaProof(database.transactions, database.dialect).require())
        .doesNotThrowAnyException();
  }

  @Test
  void refusesADataSourceThatKeepsWhatWasRolledBackAndCleansUp() {
    JpaPorts ports = JpaStorage.on(database).ports();

    assertThatThrownBy(() -> new JtaProof(new AutoCommit(), database.dialect).require())
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.not_transactional");
    assertThat(ports.nodeStore().listLive()).isEmpty();
  }

  /** Commits what it should roll back. */
  private final class AutoCommit implements PersistenceTransactions {

    @Override
    public <T> T inNew(Function<EntityManager, T> work) {
      AtomicReference<RuntimeException> failure = new AtomicReference<>();
      T result =
          database.transactions.inNew(
              entities -> {
                try {
                  return work.apply(entities);
                } catch (RuntimeException e) {
                  failure.set(e);
                  return null;
                }
              });
      if (failure.get() != null) {
        throw failure.get();
      }
      return result;
    }

    @Override
    public <T> T inCurrent(Function<EntityManager, T> work) {
      return inNew(work);
    }

    @Override
    public <T> T onConnection(Function<Connection, T> work) {
      return database.transactions.onConnection(work);
    }
  }
}
