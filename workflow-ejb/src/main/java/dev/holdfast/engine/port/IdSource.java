package dev.holdfast.engine.port;

/** Gives out identities. Numbers come in blocks from the database and are never given out twice. */
public interface IdSource {

  /**
   * Returns a number for a new instance.
   *
   * @return larger than those given out before by this node
   */
  long nextInstanceNumber();

  /**
   * Returns a number for a new event.
   *
   * @return larger than those given out before by this node
   */
  long nextEventNumber();

  /**
   * Returns a random text for an id that nobody chose.
   *
   * @return a UUID
   */
  String randomId();
}
