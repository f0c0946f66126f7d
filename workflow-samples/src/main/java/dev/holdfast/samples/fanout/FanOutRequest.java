package dev.holdfast.samples.fanout;

import org.jspecify.annotations.Nullable;

/**
 * Says which files are processed.
 *
 * @param folder beginning of their keys, such as {@code samples/}; that when null
 */
public record FanOutRequest(@Nullable String folder) {

  private static final String USUAL_FOLDER = "samples/";

  String folderOrUsual() {
    return folder == null ? USUAL_FOLDER : folder;
  }
}
