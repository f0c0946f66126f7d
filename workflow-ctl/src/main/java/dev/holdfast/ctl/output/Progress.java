package dev.holdfast.ctl.output;

/** Shows how far something long has come: one line that is written over, on terminals only. */
public final class Progress implements AutoCloseable {

  private static final int BAR = 30;
  private static final long PAUSE_NANOS = 100_000_000;

  private final Terminal terminal;
  private final String what;
  private long shownAt = System.nanoTime() - PAUSE_NANOS;
  private boolean shown;

  /**
   * Starts to show.
   *
   * @param terminal where to
   * @param what what is being done, such as {@code Importing}
   */
  public Progress(Terminal terminal, String what) {
    this.terminal = terminal;
    this.what = what;
  }

  /**
   * Shows how far it has come; often called, it does not write each time.
   *
   * @param done how many
   * @param total of how many; 0 when that is not known
   */
  public void at(long done, long total) {
    if (!terminal.interactive()) {
      return;
    }
    long now = System.nanoTime();
    if (now - shownAt < PAUSE_NANOS && done != total) {
      return;
    }
    shownAt = now;
    shown = true;
    terminal.err().print("\r\033[K" + line(what, done, total));
    terminal.err().flush();
  }

  /** Removes the line. */
  @Override
  public void close() {
    if (shown) {
      terminal.err().print("\r\033[K");
      terminal.err().flush();
    }
  }

  /** Returns the line, such as {@code Importing [######----] 60 % 600 of 1000}. */
  static String line(String what, long done, long total) {
    if (total <= 0) {
      return "%s %d".formatted(what, done);
    }
    long part = Math.min(done, total);
    int filled = (int) (part * BAR / total);
    return "%s [%s%s] %d %% %d of %d"
        .formatted(
            what, "#".repeat(filled), "-".repeat(BAR - filled), part * 100 / total, done, total);
  }
}
