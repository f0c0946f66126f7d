package dev.holdfast.samples.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplePictureTest {

  @TempDir Path folder;

  @Test
  void putsARealPictureIntoAnEmptyBucket() throws IOException {
    FolderBucket bucket = new FolderBucket(folder);

    SamplePicture.putIfAbsent(bucket);

    var picture = ImageIO.read(new ByteArrayInputStream(bucket.get(SamplePicture.KEY)));
    assertThat(picture.getWidth()).isEqualTo(320);
    assertThat(picture.getHeight()).isEqualTo(200);
  }

  @Test
  void keepsThePictureThatIsThere() throws IOException {
    FolderBucket bucket = new FolderBucket(folder);
    bucket.put(SamplePicture.KEY, new byte[] {1});

    SamplePicture.putIfAbsent(bucket);

    assertThat(bucket.get(SamplePicture.KEY)).containsExactly(1);
  }

  @Test
  void letsTheApplicationStartWhenTheFolderCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    SamplePicture.putIfAbsent(new FolderBucket(file.resolve("bucket")));

    assertThat(file).isEmptyFile();
  }
}
