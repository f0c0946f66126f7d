package dev.holdfast.container;

/** What becomes at start of tables that are not up to date. */
enum SchemaMode {
  /** The engine brings them up to date. */
  MIGRATE,
  /** The SQL is logged and the start refused. */
  PRINT
}
