package dev.holdfast.samples.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalImageDescriberTest {

  private final LocalImageDescriber describer = new LocalImageDescriber();

  @Test
  void describesTheSamplePicture() throws IOException {
    String description = describer.describe(harbour());

    assertThat(description)
        .isEqualTo("A softly lit, mostly blue landscape picture of 320 by 200 pixels (PNG).");
  }

  @Test
  void staysWithinFiftyWords() throws IOException {
    assertThat(describer.describe(harbour()).split(" "))
        .hasSizeLessThanOrEqualTo(ImageDescriber.MAX_TOKENS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#000000 | png  | 40 | 40 | A dark, entirely black square picture of 40 by 40 pixels"
            + " (PNG).",
        "#ffffff | png  | 20 | 60 | A bright, entirely white portrait picture of 20 by 60 pixels"
            + " (PNG).",
        "#808080 | gif  | 60 | 20 | A softly lit, entirely grey landscape picture of 60 by 20"
            + " pixels (GIF).",
        "#c01010 | jpeg | 64 | 64 | A softly lit, entirely red square picture of 64 by 64 pixels"
            + " (JPEG).",
        "#2030e0 | bmp  | 1  | 1  | A dark, entirely blue square picture of 1 by 1 pixels (BMP).",
      })
  void namesThePlainColour(String colour, String format, int width, int height, String expected)
      throws IOException {
    byte[] picture = painted(format, width, height, Color.decode(colour), 0, Color.BLACK);

    assertThat(describer.describe(picture)).isEqualTo(expected);
  }

  @Test
  void tellsAPictureThatIsMostlyOneColourFromOneThatIsWhollySo() throws IOException {
    byte[] picture = painted("png", 100, 100, Color.GREEN, 20, Color.BLUE);

    assertThat(describer.describe(picture)).contains("mostly green");
  }

  @Test
  void namesBothColoursOfATwoColouredPicture() throws IOException {
    byte[] picture = painted("png", 100, 100, Color.YELLOW, 40, Color.MAGENTA);

    assertThat(describer.describe(picture)).contains("yellow and pink");
  }

  @Test
  void refusesWhatIsNoPicture() {
    assertThatExceptionOfType(UnreadableImageException.class)
        .isThrownBy(() -> describer.describe(new byte[] {1, 2, 3}))
        .withMessageContaining("3 bytes are no picture");
  }

  @Test
  void refusesAPictureThatEndsTooEarly() throws IOException {
    byte[] half = Arrays.copyOf(harbour(), 40);

    assertThatExceptionOfType(UnreadableImageException.class)
        .isThrownBy(() -> describer.describe(half))
        .withMessageContaining("damaged");
  }

  @Test
  void refusesAPictureThatWouldUnpackToTooMuch() throws IOException {
    byte[] huge = harbour();
    huge[16] = 0x7f; // the first byte of the width

    assertThatExceptionOfType(UnreadableImageException.class)
        .isThrownBy(() -> describer.describe(huge));
  }

  private static byte[] harbour() throws IOException {
    try (InputStream picture =
        LocalImageDescriberTest.class.getResourceAsStream(
            "/dev/holdfast/samples/bucket/harbour.png")) {
      if (picture == null) {
        throw new AssertionError("The sample picture is missing");
      }
      return picture.readAllBytes();
    }
  }

  private static byte[] painted(
      String format, int width, int height, Color main, int otherRows, Color other)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = image.createGraphics();
    brush.setColor(main);
    brush.fillRect(0, 0, width, height);
    brush.setColor(other);
    brush.fillRect(0, 0, width, otherRows);
    brush.dispose();
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, encoded)).isTrue();
    return encoded.toByteArray();
  }
}
