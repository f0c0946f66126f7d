package dev.holdfast.jpa;

import java.util.Optional;

/** Is a database that says the engine's statements and migration scripts in other words. */
abstract class WordedDialect extends Dialect {

  private final Wording statements;
  private final SchemaWords schema;

  /** Makes a dialect with its words. */
  WordedDialect(String name, Wording statements, SchemaWords schema) {
    super(name);
    this.statements = statements;
    this.schema = schema;
  }

  @Override
  final String statement(String sql) {
    return statements.of(sql);
  }

  @Override
  final Optional<SchemaWords> schemaWords() {
    return Optional.of(schema);
  }

  /** None of them has arrays of parameters. */
  @Override
  final boolean hasArrays() {
    return false;
  }
}
