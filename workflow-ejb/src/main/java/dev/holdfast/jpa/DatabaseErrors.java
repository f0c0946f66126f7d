package dev.holdfast.jpa;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells errors of databases apart, by the codes that their drivers document. */
final class DatabaseErrors {

  /** H2: object, connection or database closed, in use by another process, or out of reach. */
  private static final Set<Integer> H2_UNREACHABLE =
      Set.of(90007, 90013, 90020, 90046, 90067, 90098, 90121);

  /** MariaDB's, and those of SQL Server for constraints and for indexes. */
  private static final Set<Integer> DUPLICATES = Set.of(1062, 2627, 2601);

  private static final int MARIADB_LOCK_TIMEOUT = 1205;
  private static final int MARIADB_KILLED = 1927;

  private static final String NO_SUCH_VALUE = "22P02";

  /**
   * Begins the texts that are no numbers and no booleans, which PostgreSQL is told to make one of
   * where a statement must not go on. Its log quotes them.
   */
  static final String REFUSAL = "holdfast: ";

  private DatabaseErrors() {}

  /** Tells whether a statement has refused to go on, as it was told to. */
  static boolean isRefusal(SQLException error) {
    return NO_SUCH_VALUE.equals(error.getSQLState())
        && String.valueOf(error.getMessage()).contains(REFUSAL);
  }

  /** Returns the error that says the database cannot be reached at present, if there is one. */
  static Optional<SQLException> findUnreachable(Throwable failure) {
    return find(failure, DatabaseErrors::isUnreachable);
  }

  /** Tells whether the transaction was sacrificed or ran out of time waiting for a lock. */
  static boolean isLostDeadlock(Throwable failure) {
    return find(
            failure,
            error ->
                Set.of("40001", "40P01", "HYT00").contains(String.valueOf(error.getSQLState()))
                    || (error.getErrorCode() == MARIADB_LOCK_TIMEOUT && isOfMariaDb(error)))
        .isPresent();
  }

  /** Tells whether a unique key refused a row. */
  static boolean isDuplicate(Throwable failure) {
    return find(
            failure,
            error ->
                "23505".equals(error.getSQLState())
                    || ("23000".equals(error.getSQLState())
                        && DUPLICATES.contains(error.getErrorCode())))
        .isPresent();
  }

  /** Tells whether the error has the state that MariaDB gives those that have no state. */
  private static boolean isOfMariaDb(SQLException error) {
    return "HY000".equals(error.getSQLState());
  }

  private static boolean isUnreachable(SQLException error) {
    if (error instanceof SQLTransientConnectionException
        || error instanceof SQLNonTransientConnectionException
        || error instanceof SQLRecoverableException) {
      return true;
    }
    String state = error.getSQLState();
    if (state == null) {
      return error.getErrorCode() == 0; // a pool speaking, not a driver
    }
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("53300")
        || state.equals("25P03") // ended because this process was silent in a transaction
        || (error.getErrorCode() == MARIADB_KILLED && state.equals("70100"))
        || H2_UNREACHABLE.contains(error.getErrorCode());
  }

  private static Optional<SQLException> find(Throwable failure, Predicate<SQLException> which) {
    List<Throwable> seen = new ArrayList<>();
    @Nullable Throwable at = failure;
    while (at != null && !seen.contains(at)) {
      seen.add(at);
      if (at instanceof SQLException error) {
        for (@Nullable SQLException it = error; it != null; it = it.getNextException()) {
          if (which.test(it)) {
            return Optional.of(it);
          }
        }
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}
