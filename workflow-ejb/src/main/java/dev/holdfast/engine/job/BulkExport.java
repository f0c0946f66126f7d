package dev.holdfast.engine.job;

import dev.holdfast.api.InvalidRequestException;

/**
 * Says which instances to write, to be imported elsewhere.
 *
 * @param filter chooses them
 * @param pause whether they are paused before, so that they go on in one place only
 * @param archived whether they are chosen among those in the archive table, instead of those that
 *     are there
 */
public record BulkExport(BulkFilter filter, boolean pause, boolean archived) {

  /**
   * Checks that the parts fit.
   *
   * @throws InvalidRequestException when they do not
   */
  public BulkExport {
    if (pause && archived) {
      throw new InvalidRequestException(
          "request.invalid",
          "Members 'pause' and 'archived' exclude each other: what is archived has ended. (request.invalid)");
    }
  }
}
