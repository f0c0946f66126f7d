package dev.holdfast.ctl.output;

import java.util.Map;

/** Colours words that say how something is doing. */
public final class Colours {

  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String BLUE = "36";
  private static final Map<String, String> BY_WORD =
      Map.ofEntries(
          Map.entry("complete", GREEN),
          Map.entry("completed", GREEN),
          Map.entry("errored", RED),
          Map.entry("failed", RED),
          Map.entry("timedOut", RED),
          Map.entry("terminated", YELLOW),
          Map.entry("paused", YELLOW),
          Map.entry("waitingForPause", YELLOW),
          Map.entry("retrying", YELLOW),
          Map.entry("rollingBack", YELLOW),
          Map.entry("cancelled", YELLOW),
          Map.entry("stopped", YELLOW),
          Map.entry("running", BLUE),
          Map.entry("waiting", BLUE));

  private Colours() {}

  /**
   * Colours a word.
   *
   * @param text the text; anything but such a word stays as it is
   * @param wanted whether colours are wanted
   * @return the text, perhaps with a colour around it
   */
  public static String status(String text, boolean wanted) {
    String colour = BY_WORD.get(text);
    return wanted && colour != null ? "\033[" + colour + "m" + text + "\033[0m" : text;
  }
}
