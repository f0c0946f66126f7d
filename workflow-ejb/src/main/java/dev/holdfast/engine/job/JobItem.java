package dev.holdfast.engine.job;

/** Is something that a job works on. */
public sealed interface JobItem {

  /**
   * Is a line of an upload.
   *
   * @param number its number, from 1
   * @param end the byte behind it
   * @param lastNumber the same as its number, unless it goes over several lines
   * @param text the line without its end; empty when it cannot be read
   * @param defect why it cannot be read; empty when it can
   */
  record Line(long number, long end, long lastNumber, String text, String defect)
      implements JobItem {}

  /**
   * Is an instance that a filter has chosen.
   *
   * @param number its number
   * @param id its id
   */
  record Chosen(long number, String id) implements JobItem {}
}
