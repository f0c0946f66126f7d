package dev.holdfast.jpa;

import dev.holdfast.engine.model.NotifiedWorkflows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Is a migrated database with what a server would put in front of it; one of each per JVM. */
final class TestDatabase {

  private static final List<String> TABLES =
      List.of(
          "workflow_instance",
          "workflow_step",
          "workflow_attempt",
          "workflow_event",
          "workflow_blob",
          "workflow_log",
          "workflow_closing",
          "workflow_node",
          "workflow_outbox",
          "workflow_parked_message",
          "workflow_schedule",
          "workflow_audit",
          "workflow_job",
          "workflow_job_problem",
          "workflow_job_upload",
          "workflow_batch_call",
          "workflow_job_output",
          "workflow_archive",
          "workflow_throughput");

  private static final String MARIADB = "holdfast";
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final CountingDataSource dataSource;
  final Dialect dialect;
  final ResourceLocalTransactions transactions;

  private TestDatabase(DataSource connections) {
    dataSource = new CountingDataSource(connections);
    dialect = new SchemaMigration(dataSource, false).migrate();
    EntityManagerFactory factory =
        Persistence.createEntityManagerFactory(
            "holdfast",
            Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource",
                dataSource,
                "eclipselink.session-name",
                dialect.name() + NUMBERS.incrementAndGet()));
    transactions = new ResourceLocalTransactions(factory, dataSource);
  }

  static TestDatabase h2() {
    return H2Holder.DATABASE;
  }

  static TestDatabase postgres() {
    return PostgresHolder.DATABASE;
  }

  static TestDatabase mariaDb() {
    return MariaDbHolder.DATABASE;
  }

  /** Connects to the MariaDB of this JVM once more. */
  static TestDatabase mariaDb(String parameters) {
    return new TestDatabase(MariaDbHolder.connections(MARIADB, parameters));
  }

  /** Makes an empty database in the MariaDB of this JVM. */
  static DataSource newMariaDb(String name) {
    return MariaDbHolder.connections(name, "createDatabaseIfNotExist=true&allowMultiQueries=true");
  }

  /** Makes an empty database in the PostgreSQL of this JVM. */
  static DataSource newPostgres(String name) throws SQLException {
    EmbeddedPostgres server = PostgresHolder.SERVER;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return server.getDatabase("postgres", name);
  }

  /** Makes a database of its own, with the tables, in the PostgreSQL of this JVM. */
  static TestDatabase ownPostgres(String name) {
    try {
      return new TestDatabase(newPostgres(name));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Connects to a database in the PostgreSQL of this JVM as another user. */
  static DataSource existingPostgres(String name, String user) {
    return PostgresHolder.SERVER.getDatabase(user, name);
  }

  /** Returns the ports of one process. */
  JpaPorts newPorts() {
    return newPorts(transactions);
  }

  /** Returns the ports of one process whose transactional steps are demarcated in another way. */
  JpaPorts newPorts(TransactionDemarcation demarcation) {
    return newPorts(demarcation, NotifiedWorkflows.NONE);
  }

  /** Returns the ports of one process that notifies of workflows. */
  JpaPorts newPorts(NotifiedWorkflows notified) {
    return newPorts(transactions, notified);
  }

  /** Returns the ports of one process that knows how its statements are sent. */
  JpaPorts newPorts(Combinations combinations) {
    return newPorts(transactions, NotifiedWorkflows.NONE, combinations);
  }

  private JpaPorts newPorts(TransactionDemarcation demarcation, NotifiedWorkflows notified) {
    return newPorts(demarcation, notified, new Combinations(0, 10_000));
  }

  private JpaPorts newPorts(
      TransactionDemarcation demarcation, NotifiedWorkflows notified, Combinations combinations) {
    return JpaPorts.of(
        transactions,
        demarcation,
        transactions,
        dialect,
        notified,
        () -> UUID.randomUUID().toString(),
        DatabaseClock.startingAtSystemTime(),
        combinations);
  }

  void clear() {
    transactions.inNew(
        entities -> {
          TABLES.forEach(table -> new Sql(entities).update("delete from " + table));
          return true;
        });
  }

  static JdbcDataSource newH2(String name) {
    JdbcDataSource connections = new JdbcDataSource();
    connections.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    connections.setUser("sa");
    return connections;
  }

  private static final class H2Holder {
    static final TestDatabase DATABASE = new TestDatabase(newH2("holdfast"));
  }

  private static final class PostgresHolder {
    static final EmbeddedPostgres SERVER = start();
    static final TestDatabase DATABASE = new TestDatabase(SERVER.getPostgresDatabase());

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class MariaDbHolder {
    static final String URL = MariaDbServer.start();
    static final TestDatabase DATABASE =
        new TestDatabase(connections(MARIADB, "transactionIsolation=READ-COMMITTED"));

    static DataSource connections(String database, String parameters) {
      try {
        return new MariaDbDataSource(URL + "/" + database + "?user=root&" + parameters);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
