package dev.holdfast.engine.model;

/** Says why an instance counts as stuck: it should be getting on, and is not. */
public enum StuckReason {
  /** The node that owns it has been given up, or has been silent for several leases. */
  OWNER_GONE("ownerGone"),
  /** It has been due for long, and no node has claimed it although there is room for it. */
  UNCLAIMED("unclaimed"),
  /** A body of it has been executing for longer than its timeout allows. */
  OVERRUNNING("overrunning"),
  /** Its node was lost several times in a row without a new entry in its journal. */
  RECOVERED_OFTEN("recoveredOften");

  private final String wireName;

  StuckReason(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Returns the name in JSON and metrics.
   *
   * @return such as {@code ownerGone}
   */
  public String wireName() {
    return wireName;
  }
}
