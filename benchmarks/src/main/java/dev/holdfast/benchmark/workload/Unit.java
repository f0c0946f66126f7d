package dev.holdfast.benchmark.workload;

/** Is what costs are counted for. */
public enum Unit {
  /** An instance. */
  WORKFLOW(Workload.COUNT, "wf"),
  /** A step. */
  STEP("steps", "step"),
  /** A suspended instance that goes on. */
  WAKE("wakes", "wake");

  private final String count;
  private final String shown;

  Unit(String count, String shown) {
    this.count = count;
    this.shown = shown;
  }

  /**
   * Returns the figure that tells how many there were.
   *
   * @return the figure's name
   */
  public String count() {
    return count;
  }

  /**
   * Returns the end of the names of figures that are for one of them.
   *
   * @return such as {@code wf}
   */
  public String shown() {
    return shown;
  }
}
