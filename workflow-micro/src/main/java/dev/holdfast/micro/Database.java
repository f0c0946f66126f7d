package dev.holdfast.micro;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says which database holds the journal.
 *
 * @param dataSourceClass the XA data source of its driver
 * @param url the JDBC URL
 * @param user the user, may be empty
 * @param password the password, may be empty
 */
record Database(String dataSourceClass, String url, String user, String password) {

  private static final String H2 = "jdbc:h2:";

  /** What the names of H2's databases begin with that another process runs. */
  private static final List<String> H2_SERVERS = List.of("tcp:", "ssl:");

  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String MARIADB = "jdbc:mariadb:";

  /**
   * What the engine needs of MariaDB's driver: it would take the server's level of isolation, and
   * store times in the zone of this process.
   */
  private static final List<String> MARIADB_PARAMETERS =
      List.of(
          "transactionIsolation=READ-COMMITTED", "connectionTimeZone=UTC", "preserveInstants=true");

  /** Lets PostgreSQL's driver send the inserts of a batch as one statement. */
  private static final List<String> POSTGRESQL_PARAMETERS = List.of("reWriteBatchedInserts=true");

  /** Reads the settings; without any, the journal is an H2 file in the data folder. */
  static Database of(Variables variables, Path data) {
    String url = complete(variables.get("HOLDFAST_DB_URL", fileUrl(data)));
    return new Database(
        variables.find("HOLDFAST_DB_CLASS").orElseGet(() -> dataSourceOf(url)),
        url,
        variables.get("HOLDFAST_DB_USER", url.startsWith(H2) ? "sa" : ""),
        variables.get("HOLDFAST_DB_PASSWORD", ""));
  }

  /**
   * Tells whether the database runs inside this process, so that nothing can be checked before it
   * starts.
   */
  boolean isEmbedded() {
    return url.startsWith(H2) && H2_SERVERS.stream().noneMatch(name()::startsWith);
  }

  /** Returns what H2 calls the database: its URL without scheme and parameters. */
  String name() {
    return url.substring(H2.length()).split(";", 2)[0];
  }

  /** Returns the same database of H2 under another name. */
  Database at(String name) {
    String parameters = url.substring(H2.length() + name().length());
    return new Database(dataSourceClass, H2 + name + parameters, user, password);
  }

  /** Returns the URL without its parameters, which may hold secrets. */
  String shownUrl() {
    return url.split("[?;]", 2)[0];
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "Database[" + dataSourceClass + ", " + shownUrl() + ", " + user + "]";
  }

  /**
   * With {@code async:} an interrupt does not close the file, though none should reach H2: see
   * {@link EmbeddedDatabase}. Without {@code WRITE_DELAY=0} H2 would keep up to half a second of
   * committed work in memory.
   */
  private static String fileUrl(Path data) {
    return H2
        + "async:"
        + data.resolve("db")
        + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=FALSE";
  }

  /** Adds the parameters that the engine needs; what the operator says about one of them stays. */
  private static String complete(String url) {
    if (url.startsWith(MARIADB)) {
      return complete(url, MARIADB_PARAMETERS);
    }
    return url.startsWith(POSTGRESQL) ? complete(url, POSTGRESQL_PARAMETERS) : url;
  }

  private static String complete(String url, List<String> parameters) {
    String separator = url.contains("?") ? "&" : "?";
    return parameters.stream()
        .filter(parameter -> !url.contains(parameter.substring(0, parameter.indexOf('=') + 1)))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining("&"), added -> added.isEmpty() ? url : url + separator + added));
  }

  private static String dataSourceOf(String url) {
    if (url.startsWith(H2)) {
      return "org.h2.jdbcx.JdbcDataSource";
    }
    if (url.startsWith(POSTGRESQL)) {
      return "org.postgresql.xa.PGXADataSource";
    }
    if (url.startsWith(MARIADB)) {
      return "org.mariadb.jdbc.MariaDbDataSource";
    }
    throw new StartupFailure(
        "HOLDFAST_DB_URL names a database other than H2, PostgreSQL and MariaDB: set"
            + " HOLDFAST_DB_CLASS to the javax.sql.XADataSource of its driver, and put the driver"
            + " into the folder 'drivers'.");
  }
}
