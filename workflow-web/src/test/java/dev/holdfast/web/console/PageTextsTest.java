package dev.holdfast.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Rollback;
import dev.holdfast.engine.job.BulkControl;
import dev.holdfast.engine.model.JobKind;
import dev.holdfast.engine.model.JobStatus;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.model.StuckReason;
import dev.holdfast.web.console.instance.Action;
import dev.holdfast.web.console.overview.Period;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageTextsTest {

  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Pattern TEXT = Pattern.compile("text\\['([^']+)'\\]");

  private final Set<String> texts = ResourceBundle.getBundle(Texts.BUNDLE).keySet();

  @Test
  void everyTextThatAPageNamesIsThere() throws IOException {
    Set<String> named;
    try (Stream<Path> files = Files.walk(PAGES)) {
      named =
          files
              .filter(file -> file.toString().endsWith(".xhtml"))
              .flatMap(file -> TEXT.matcher(read(file)).results())
              .map((MatchResult found) -> found.group(1))
              .collect(Collectors.toSet());
    }

    assertThat(named).hasSizeGreaterThan(50);
    assertThat(texts).containsAll(named);
  }

  @Test
  void everyNameHasItsText() {
    assertThat(texts)
        .containsAll(keys("status.", InstanceStatus.values(), InstanceStatus::wireName))
        .containsAll(keys("step.", StepStatus.values(), StepStatus::wireName))
        .containsAll(keys("kind.", StepKind.values(), StepKind::wireName))
        .containsAll(keys("stuck.", StuckReason.values(), StuckReason::name))
        .containsAll(keys("rollback.", Rollback.Outcome.values(), Rollback.Outcome::wireName))
        .containsAll(keys("action.", Action.values(), Action::name))
        .containsAll(keys("confirm.", Action.values(), Action::name))
        .containsAll(keys("done.", Action.values(), Action::name))
        .containsAll(keys("bulk.", Action.values(), Action::name))
        .containsAll(keys("bulkAction.", BulkControl.Action.values(), BulkControl.Action::name))
        .containsAll(keys("job.kind.", JobKind.values(), JobKind::wireName))
        .containsAll(keys("job.status.", JobStatus.values(), JobStatus::wireName))
        .containsAll(keys("period.", Period.values(), Period::getName))
        .containsAll(keys("throughput.", Period.values(), Period::getName))
        .containsAll(Navigation.ENTRIES.stream().map(Navigation.Entry::key).toList());
  }

  private static <T> List<String> keys(
      String prefix, T[] values, java.util.function.Function<T, String> name) {
    return Arrays.stream(values).map(value -> prefix + name.apply(value)).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
