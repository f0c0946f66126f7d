package dev.holdfast.engine.port;

/** Tells about the transaction that a caller of the engine may be in. */
public interface CallersTransaction {

  /**
   * Tells whether the calling thread is in a transaction.
   *
   * @return true when there is one, even when it can only roll back
   */
  boolean isActive();

  /**
   * Calls back once the present transaction has committed; not at all when it rolls back.
   *
   * @param action what to call, quick and without transactional work
   */
  void afterCommit(Runnable action);
}
