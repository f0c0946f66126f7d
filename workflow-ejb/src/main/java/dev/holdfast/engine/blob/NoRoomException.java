package dev.holdfast.engine.blob;

/** Says that an instance may not store as much as it would have to. */
public final class NoRoomException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoRoomException(long limitBytes) {
    super("More than the " + limitBytes + " bytes that an instance may store");
  }
}
