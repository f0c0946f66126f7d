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
   * Returns a text for an id that nobody chose. Those of one moment are neighbours in an index
   * where they are ordered by time; they are no secrets.
   *
   * @return a UUID
   */
  String newId();
}
