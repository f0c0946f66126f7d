package dev.holdfast.engine.job;

/** Is something that a job works on. */
public sealed interface JobItem {

  /**
   * Is a line of an upload.
   *
   * @param number its number, from 1
   * @param start its first byte
   * @param end the byte behind it
   * @param lastNumber the same as its number, unless it goes over several lines
   * @param text the line without its end; empty when it cannot be read, or is left out
   * @param defect why it cannot be read; empty when it can
   */
  record Line(long number, long start, long end, long lastNumber, String text, String defect)
      implements JobItem {

    /** Returns this without its text, which is to be read again when it is needed. */
    Line withoutText() {
      return new Line(number, start, end, lastNumber, "", defect);
    }

    /** Tells whether the text was left out; no line is blank. */
    boolean isLeftOut() {
      return text.isEmpty() && defect.isEmpty();
    }
  }

  /**
   * Is an instance that a filter has chosen.
   *
   * @param number its number
   * @param id its id
   */
  record Chosen(long number, String id) implements JobItem {}
}
