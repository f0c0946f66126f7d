package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CommonServer.class)
class ImageProcessingIT {

  private static final String WORKFLOW = "image-processing";
  private static final String KEY = "tests/evening.png";

  @Test
  void publishesThePictureOnceItIsApprovedByJms(LaunchedServer server, Path bucket)
      throws Exception {
    Path picture = paint(bucket.resolve(KEY));
    RestClient rest = server.rest();

    rest.start(WORKFLOW, "evening", "{\"imageKey\":\"" + KEY + "\"}");
    rest.awaitStatus(WORKFLOW, "evening", "waiting");

    assertThat(bucket.resolve("public/" + KEY)).doesNotExist();

    server.commandLine().sendEvent(WORKFLOW, "evening", "approved", "{\"approved\":true}");
    rest.awaitStatus(WORKFLOW, "evening", "complete");

    assertThat(bucket.resolve("public/" + KEY)).hasSameBinaryContentAs(picture);
    assertThat(rest.details(WORKFLOW, "evening").getJsonObject("output").getString("publishedKey"))
        .isEqualTo("public/" + KEY);
  }

  private static Path paint(Path file) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(Color.ORANGE);
    canvas.fillRect(0, 0, 320, 120);
    canvas.setColor(Color.BLUE);
    canvas.fillRect(0, 120, 320, 80);
    canvas.dispose();
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    return file;
  }
}
