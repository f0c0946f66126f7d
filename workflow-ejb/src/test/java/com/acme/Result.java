package com.acme;

/** Is a generic sealed hierarchy. */
public sealed interface Result<T> {

  /** Is a success. */
  record Ok<V>(V value) implements Result<V> {}

  /** Is a failure. */
  record Failed<V>(String reason) implements Result<V> {}
}
