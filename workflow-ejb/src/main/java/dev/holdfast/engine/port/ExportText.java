package dev.holdfast.engine.port;

import dev.holdfast.engine.model.InstanceExport;

/** Writes exported instances as lines of text and reads them again. Thread-safe. */
public interface ExportText {

  /**
   * Tells whether a line is, or claims to be, an exported instance.
   *
   * @param line any text
   * @return true when its first member is that of an export
   */
  boolean isExport(String line);

  /**
   * Writes an instance.
   *
   * @param instance the instance, with whatever is sensitive in it
   * @return one line of JSON, without its end
   */
  String write(InstanceExport instance);

  /**
   * Reads an instance.
   *
   * @param line what {@link #write} wrote, in this release or an earlier one
   * @return the instance, with the numbers that it had where it was exported
   * @throws dev.holdfast.api.WorkflowException {@code export.invalid}, {@code
   *     export.unknown_version}
   */
  InstanceExport read(String line);
}
