package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogType;
import dev.holdfast.web.openapi.ApiContract;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogEntryWriterTest {

  @ParameterizedTest
  @EnumSource
  void writesRecordsAsTheyAreDescribed(LogType type) {
    LogEntry.Step step = new LogEntry.Step("run", "", "charge", 1);
    LogEntry whole =
        new LogEntry(
            "order", "order-17", 10, Recorded.START, type, Optional.of(step), Map.of("n", 1));
    LogEntry bare =
        new LogEntry("order", "order-17", 11, Recorded.START, type, Optional.empty(), Map.of());

    assertThat(violations(whole)).isEmpty();
    assertThat(violations(bare)).isEmpty();
  }

  private static Iterable<String> violations(LogEntry entry) {
    return ApiContract.ofSources()
        .violations("/components/schemas/LogEntryView", LogEntryWriter.write(entry).toString());
  }
}
