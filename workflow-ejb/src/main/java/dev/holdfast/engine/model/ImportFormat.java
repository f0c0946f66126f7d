package dev.holdfast.engine.model;

/** Says how the upload of an import is written. */
public enum ImportFormat {
  /** A JSON object on each line. */
  NDJSON,
  /** Comma-separated values, the first line names the columns. */
  CSV
}
