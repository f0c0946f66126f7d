package dev.holdfast.samples.image;

import java.io.IOException;

/** Puts a picture into words. */
public interface ImageDescriber {

  /** The most words a description has. */
  int MAX_TOKENS = 50;

  /**
   * Describes a picture.
   *
   * @param picture an encoded picture, such as the bytes of a PNG file
   * @return one English sentence of at most {@value #MAX_TOKENS} words
   * @throws IOException when the describer cannot be reached
   * @throws UnreadableImageException when the bytes are no picture it can read
   */
  String describe(byte[] picture) throws IOException;
}
