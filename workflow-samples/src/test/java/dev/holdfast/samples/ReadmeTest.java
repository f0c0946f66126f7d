package dev.holdfast.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Path SOURCE =
      Path.of("src/main/java/dev/holdfast/samples/lifecycle/UserLifecycle.java");

  @Test
  void showsAnExampleThatIsRealCode() throws IOException {
    String readme = Files.readString(README);
    int start = readme.indexOf("```java\n") + "```java\n".length();
    List<String> example =
        readme
            .substring(start, readme.indexOf("```", start))
            .lines()
            .filter(line -> !line.isBlank() && !line.strip().startsWith("//"))
            .toList();

    assertThat(Files.readAllLines(SOURCE)).containsSubsequence(example);
  }
}
