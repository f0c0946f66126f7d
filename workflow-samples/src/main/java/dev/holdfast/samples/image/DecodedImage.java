package dev.holdfast.samples.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Is a picture after decoding: its format and its pixels. */
record DecodedImage(String format, BufferedImage pixels) {

  /** Beyond this a small file could unpack to more memory than the server has. */
  private static final long MOST_PIXELS = 50_000_000;

  static DecodedImage read(byte[] encoded) {
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new UnreadableImageException(
            "%d bytes are no picture in a known format.".formatted(encoded.length));
      }
      return read(readers.next(), input);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new UnreadableImageException("The picture is damaged: " + e.getMessage());
    }
  }

  private static DecodedImage read(ImageReader reader, ImageInputStream input) throws IOException {
    try {
      reader.setInput(input, true, true);
      long size = (long) reader.getWidth(0) * reader.getHeight(0);
      if (size > MOST_PIXELS) {
        throw new UnreadableImageException(
            "The picture has %d pixels, expected at most %d.".formatted(size, MOST_PIXELS));
      }
      return new DecodedImage(reader.getFormatName().toUpperCase(Locale.ROOT), reader.read(0));
    } finally {
      reader.dispose();
    }
  }

  int width() {
    return pixels.getWidth();
  }

  int height() {
    return pixels.getHeight();
  }

  String shape() {
    double ratio = (double) width() / height();
    if (ratio > 1.1) {
      return "landscape";
    }
    return ratio < 1 / 1.1 ? "portrait" : "square";
  }
}
