package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.port.JournalUnavailableException;
import jakarta.ejb.EJBException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranslatingTransactionsTest {

  /** Throws what a server throws, be it declared or not. */
  private record Failing(Exception failure) implements PersistenceTransactions {

    @Override
    public <T> T inNew(Function<EntityManager, T> work) {
      throw this.<RuntimeException>thrown();
    }

    @Override
    public <T> T inCurrent(Function<EntityManager, T> work) {
      throw this.<RuntimeException>thrown();
    }

    @Override
    public <T> T onConnection(Function<Connection, T> work) {
      throw this.<RuntimeException>thrown();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // so is an undeclared one
    private <E extends Exception> E thrown() throws E {
      throw (E) failure;
    }
  }

  static Stream<Exception> outages() {
    SQLException closed = new SQLException("The database has been closed", "90098", 90098);
    return Stream.of(
        new SystemException("JTS5031: Exception on Resource [rollback] operation."),
        new EJBException(
            "Unable to complete container-managed transaction.", new SystemException("JTS5031")),
        new EJBException(new PersistenceException(closed)),
        new WorkFailedException(new PersistenceException(closed)));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void saysThatTheJournalIsOutOfReach(Exception failure) {
    TranslatingTransactions transactions = new TranslatingTransactions(new Failing(failure));

    assertThatThrownBy(() -> transactions.inNew(entities -> 1))
        .isInstanceOf(JournalUnavailableException.class);
    assertThatThrownBy(() -> transactions.inCurrent(entities -> 1))
        .isInstanceOf(JournalUnavailableException.class);
    assertThatThrownBy(() -> transactions.onConnection(connection -> 1))
        .isInstanceOf(JournalUnavailableException.class);
  }

  @Test
  void wrapsWhatABeanMayNotThrow() {
    Exception failure = new RollbackException("Transaction marked for rollback.");

    assertThatThrownBy(
            () ->
                new TranslatingTransactions(new Failing(new EJBException(failure)))
                    .inNew(entities -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A transaction failed: Transaction marked for rollback.")
        .hasCause(failure);
  }

  static Stream<Exception> others() {
    return Stream.of(
        new IllegalArgumentException("a mistake"), new IllegalStateException("another"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void handsOnWhatIsNoOutage(RuntimeException failure) {
    assertThatThrownBy(
            () ->
                new TranslatingTransactions(new Failing(new EJBException(failure)))
                    .inNew(entities -> 1))
        .isSameAs(failure);
  }
}
