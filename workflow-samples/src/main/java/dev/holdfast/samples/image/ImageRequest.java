package dev.holdfast.samples.image;

/**
 * Names the picture to process.
 *
 * @param imageKey key of the picture in the bucket, such as {@code samples/harbour.png}
 */
public record ImageRequest(String imageKey) {

  /** Checks that there is a key. */
  public ImageRequest {
    if (imageKey == null || imageKey.isBlank()) {
      throw new IllegalArgumentException("imageKey must name a picture, was " + imageKey);
    }
  }
}
