package dev.holdfast.engine;

/** Waits for the end of an instance until it is closed. */
@FunctionalInterface
public interface EndWatch extends AutoCloseable {

  /** Stops waiting; who is being told just now may still be told. */
  @Override
  void close();
}
