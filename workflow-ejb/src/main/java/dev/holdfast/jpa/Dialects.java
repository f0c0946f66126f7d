package dev.holdfast.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Knows the dialects. */
final class Dialects {

  static final Dialect H2 = new H2Dialect();
  static final Dialect POSTGRESQL = new PostgresDialect();
  static final Dialect MARIADB = new MariaDbDialect();

  static final List<Dialect> ALL =
      List.of(
          H2, POSTGRESQL, MARIADB, new OracleDialect(), new SqlServerDialect(), new Db2Dialect());

  private Dialects() {}

  /**
   * Returns the dialect of a database.
   *
   * @param productName what its driver calls it
   * @return the dialect, or empty when the database is not known
   */
  static Optional<Dialect> find(String productName) {
    return ALL.stream().filter(it -> it.isOf(productName)).findFirst();
  }

  /** Returns the dialect of a database that has been found to be known; asks the driver only. */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return find(product).orElseThrow(() -> new IllegalStateException("No dialect for " + product));
  }

  /** Names the databases that are tested, for people. */
  static String tested() {
    List<String> names =
        ALL.stream().filter(Dialect::isTested).map(Dialect::name).collect(Collectors.toList());
    String last = names.remove(names.size() - 1);
    return String.join(", ", names) + " or " + last;
  }
}
