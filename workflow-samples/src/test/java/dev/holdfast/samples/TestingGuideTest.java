package dev.holdfast.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestingGuideTest {

  private static final Path GUIDE = Path.of("..", "docs", "testing.md");
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final List<Path> SOURCES =
      Stream.of(
              "lifecycle/UserLifecycleOnTheEngineTest.java",
              "approval/ApprovalOnTheEngineTest.java",
              "parcel/ParcelOrderTest.java")
          .map(Path.of("src/test/java/dev/holdfast/samples")::resolve)
          .toList();

  static Stream<String> examples() throws IOException {
    return EXAMPLE.matcher(Files.readString(GUIDE)).results().map(found -> found.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void showsRealCode(String example) {
    List<String> lines =
        example.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();

    assertThat(SOURCES)
        .anySatisfy(source -> assertThat(strippedLines(source)).containsSubsequence(lines));
  }

  private static List<String> strippedLines(Path source) {
    try (Stream<String> lines = Files.lines(source)) {
      return lines.map(String::strip).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
