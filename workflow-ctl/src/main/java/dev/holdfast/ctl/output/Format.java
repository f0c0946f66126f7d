package dev.holdfast.ctl.output;

/** Names the forms of output; in lower case they are what the option takes. */
public enum Format {
  /** Columns for people. */
  TABLE,
  /** The same with more columns. */
  WIDE,
  /** The server's JSON, for programs. */
  JSON
}
