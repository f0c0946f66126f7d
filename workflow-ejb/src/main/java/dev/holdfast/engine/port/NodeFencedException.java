package dev.holdfast.engine.port;

/** Says that another node has taken over the leases of this one, so it may not write any more. */
public final class NodeFencedException extends OutOfReachException {

  private static final long serialVersionUID = 1L;

  private final long node;

  /**
   * Makes the error.
   *
   * @param node incarnation of the fenced node
   */
  public NodeFencedException(long node) {
    super("Node incarnation " + node + " is fenced: its instances run elsewhere.");
    this.node = node;
  }

  /**
   * Returns who is fenced.
   *
   * @return the incarnation
   */
  public long node() {
    return node;
  }
}
