package dev.holdfast.jpa;

import java.util.Map;
import java.util.Optional;

/**
 * Says what one kind of database does differently. The engine's SQL and the migration scripts are
 * written once, in the words that H2 and PostgreSQL share; a dialect may say them in other words.
 * Immutable.
 */
public abstract class Dialect {

  private final String name;

  /** Makes a dialect with the name that people know the database by. */
  Dialect(String name) {
    this.name = name;
  }

  /**
   * Returns the name that people know the database by.
   *
   * @return such as {@code PostgreSQL}
   */
  public final String name() {
    return name;
  }

  /** Tells whether a driver means this database by what it calls the product. */
  boolean isOf(String productName) {
    return productName.equals(name);
  }

  /** Tells whether the tests of Holdfast run on this database. */
  boolean isTested() {
    return true;
  }

  /** Returns why the engine cannot run on this database yet, for people; empty when it should. */
  Optional<String> obstacle() {
    return Optional.empty();
  }

  /** Returns the end of a select that keeps others from locking the row for update. */
  abstract String shareLock();

  /**
   * Returns what to select besides, with a comma before it, for the transactions in which a node
   * writes: that the database ends one when the client is silent for long, and that it finds rows
   * by their keys; nothing where it cannot be told.
   */
  String settingsOfWrites() {
    return "";
  }

  /**
   * Returns the same for the transactions of steps, whose client may be silent for longer: their
   * commit may wait for another database.
   */
  String settingsOfTransactionalSteps() {
    return "";
  }

  /**
   * Returns a condition that always holds, with "and" before it, for the first statement of a
   * transaction that locks rows others need: with it the database ends the transaction when the
   * client is silent for long, for example because it is frozen; nothing where that cannot be told.
   */
  String silenceLimit() {
    return "";
  }

  /**
   * Returns the same with a limit that is short beside a lease, for a transaction that locks the
   * row of a node: who is alive must be able to renew its lease.
   */
  String briefSilenceLimit() {
    return "";
  }

  /** Returns an expression for the time at which the statement that it is part of was received. */
  String timeOfStatement() {
    return "current_timestamp";
  }

  /**
   * Returns what to select besides, with a comma before it, for the transactions that read what
   * instances have stored: that the database finds rows by their keys; nothing where that needs no
   * telling.
   */
  String settingsOfReads() {
    return "";
  }

  /**
   * Returns a query for the beginning of a transaction that looks through an index in which many
   * rows are gone: it makes the database mark their entries while it reads, so that the next look
   * passes over them; nothing where that needs no telling.
   */
  Optional<String> walkingIndexes() {
    return Optional.empty();
  }

  /**
   * Returns a query for the beginning of a transaction whose queries are worth a plan for the very
   * values that they look for, instead of one for whatever values; nothing where that needs no
   * telling.
   */
  Optional<String> planningForValues() {
    return Optional.empty();
  }

  /** Returns what to select for the next value of a sequence. */
  String nextValue(String sequence) {
    return "next value for " + sequence;
  }

  /** Returns a statement of the engine in the words of this database. */
  String statement(String sql) {
    return sql;
  }

  /** Returns what is put around names that are to be taken as they are. */
  String quote() {
    return "\"";
  }

  /** Tells whether a parameter may be an array, as in {@code = any(?)}. */
  boolean hasArrays() {
    return true;
  }

  /** Tells whether a {@link SetStatement} may be sent once for many sets, and several at a time. */
  boolean takesManyAtOnce() {
    return false;
  }

  /**
   * Tells whether an insert may leave out rows whose unique key is taken, {@code on conflict do
   * nothing}; only where {@link #takesManyAtOnce}.
   */
  boolean canSkipTaken() {
    return false;
  }

  /**
   * Returns the query for instances by their keys, whose parameters are the names of their
   * workflows and their ids, two lists of one length. It may find others besides: each of the ids
   * with each of the workflows.
   *
   * @param columns what is read, of {@code workflow_instance i}
   */
  String instancesByKey(String columns) {
    return "select "
        + columns
        + " from workflow_instance i"
        + " where i.workflow = any(?) and i.id = any(?)";
  }

  /** Returns what the database has to be told whenever it is opened. */
  Optional<String> startUp() {
    return Optional.empty();
  }

  /** Returns what the placeholders in the migration scripts stand for. */
  Map<String, String> schemaPlaceholders() {
    return Map.of(
        "room for updates",
        "",
        "room for updates of steps and events",
        "",
        "when due",
        "",
        "when owned",
        "",
        "when listed",
        "",
        "index of retrying steps",
        "");
  }

  /**
   * Returns how the migration scripts are put into the words of this database; empty when it takes
   * them as they are.
   */
  Optional<SchemaWords> schemaWords() {
    return Optional.empty();
  }

  /**
   * Returns the expression for a point in time as it is stored, as a text in UTC; empty where
   * columns have a time zone, so that drivers cannot get it wrong.
   */
  Optional<String> storedTime(String column) {
    return Optional.empty();
  }

  /** Returns the query for the most bytes of one statement; empty where there is no such limit. */
  Optional<String> packetLimit() {
    return Optional.empty();
  }

  /** Returns the query for a mode without which the database cuts off what is too long. */
  Optional<String> strictMode() {
    return Optional.empty();
  }

  /** Returns the name. */
  @Override
  public final String toString() {
    return name;
  }
}
