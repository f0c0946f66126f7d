package dev.holdfast.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.Retention;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.MessageSettings;
import dev.holdfast.engine.model.MissedFirings;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.port.Archiving;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

  private static final Duration HALF = Duration.ofMillis(500);

  private static EngineSettings read(
      Map<String, String> properties, Map<String, String> variables) {
    return reader(properties, variables).read();
  }

  private static SettingsReader reader(
      Map<String, String> properties, Map<String, String> variables) {
    return new SettingsReader(
        new Configuration(new SettingsSources(properties, variables, Map.of())));
  }

  @Test
  void hasTheDocumentedDefaults() {
    EngineSettings settings = read(Map.of(), Map.of());

    assertThat(settings.stepDefaults().retry().limit()).contains(5);
    assertThat(settings.stepDefaults().retry().delay()).contains(Duration.ofSeconds(10));
    assertThat(settings.stepDefaults().retry().backoff()).contains(Backoff.EXPONENTIAL);
    assertThat(settings.stepDefaults().retry().maxDelay()).isEmpty();
    assertThat(settings.stepDefaults().timeout()).contains(Duration.ofMinutes(10));
    assertThat(settings.slots()).isEqualTo(100);
    assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.limits().resultBytes()).isEqualTo(1 << 20);
    assertThat(settings.missedFirings()).isEqualTo(MissedFirings.SKIP);
    assertThat(settings).isEqualTo(EngineSettings.DEFAULT);
  }

  @Test
  void readsEverySetting() {
    EngineSettings settings =
        read(
            Map.ofEntries(
                Map.entry("holdfast.limits.steps", "25000"),
                Map.entry("holdfast.limits.result-size", "2 MiB"),
                Map.entry("holdfast.limits.payload-size", "3 MiB"),
                Map.entry("holdfast.limits.instance-size", "1 TiB"),
                Map.entry("holdfast.limits.buffered-events", "4"),
                Map.entry("holdfast.limits.wait", "800 days"),
                Map.entry("holdfast.limits.batch", "10000"),
                Map.entry("holdfast.limits.queued", "7"),
                Map.entry("holdfast.limits.create-rate", "8"),
                Map.entry("holdfast.concurrency.workflow", "9"),
                Map.entry("holdfast.retention.success", "0s"),
                Map.entry("holdfast.retention.error", "forever"),
                Map.entry("holdfast.retention.purge-interval", "1s"),
                Map.entry("holdfast.wait.inline-threshold", "0s"),
                Map.entry("holdfast.notifications", "on"),
                Map.entry("holdfast.journal.cache-size", "4 GiB"),
                Map.entry("holdfast.recovery.limit", "1")),
            Map.of());

    assertThat(settings.limits())
        .isEqualTo(
            new Limits(
                2 << 20,
                3 << 20,
                1L << 40,
                25_000,
                4,
                Duration.ofDays(800),
                10_000,
                7,
                OptionalInt.of(8)));
    assertThat(settings.workflows().concurrency()).hasValue(9);
    assertThat(settings.workflows().retention())
        .isEqualTo(Retention.of(Duration.ZERO).withError(Retention.FOREVER));
    assertThat(settings.workflows().notifications()).isTrue();
    assertThat(settings.purgeInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.inlineThreshold()).isZero();
    assertThat(settings.recoveryLimit()).isEqualTo(1);
    assertThat(settings.journalCacheBytes()).isEqualTo(4L << 30);
  }

  @Test
  void prefersWhatIsSaidAboutOneWorkflow() {
    WorkflowSettings said =
        WorkflowSettings.DEFAULT.withConcurrency(5).withRetention(Retention.of(Duration.ofDays(2)));
    SettingsReader reader =
        reader(
            Map.of(
                "holdfast.workflow.order-9.limits.steps", "5",
                "holdfast.workflow.order-9.retention.success", "1 hour",
                "holdfast.workflow.order-9.retry.limit", "2",
                "holdfast.workflow.order-9.step.timeout", "3s",
                "holdfast.workflow.order-9.notifications", "ON",
                "holdfast.workflow.other.limits.create-rate", "1"),
            Map.of("HOLDFAST_WORKFLOW_ORDER_9_CONCURRENCY", "off"));

    WorkflowSettings settings = reader.ofWorkflow("order-9", said);

    assertThat(settings.limits()).isEqualTo(Limits.DEFAULT.withSteps(5));
    assertThat(settings.concurrency()).isEmpty();
    assertThat(settings.notifications()).isTrue();
    assertThat(settings.retention())
        .isEqualTo(Retention.of(Duration.ofDays(2)).withSuccess(Duration.ofHours(1)));
    assertThat(settings.stepDefaults().retry().limit()).contains(2);
    assertThat(settings.stepDefaults().retry().delay()).contains(Duration.ofSeconds(10));
    assertThat(settings.stepDefaults().timeout()).contains(Duration.ofSeconds(3));
    assertThat(reader.ofWorkflow("silent", said)).isEqualTo(said);
  }

  @Test
  void prefersThePropertyToTheVariable() {
    EngineSettings settings =
        read(
            Map.of("holdfast.concurrency.server", "7"),
            Map.of(
                "HOLDFAST_CONCURRENCY_SERVER", "9",
                "HOLDFAST_LIMITS_RESULT_SIZE", "512 KiB",
                "HOLDFAST_RETRY_BACKOFF", "linear",
                "HOLDFAST_SCHEDULES_MISSED", "once",
                "HOLDFAST_RETRY_MAX_DELAY", "1 hour"));

    assertThat(settings.slots()).isEqualTo(7);
    assertThat(settings.missedFirings()).isEqualTo(MissedFirings.ONCE);
    assertThat(settings.limits().resultBytes()).isEqualTo(512 << 10);
    assertThat(settings.stepDefaults().retry().backoff()).contains(Backoff.LINEAR);
    assertThat(settings.stepDefaults().retry().maxDelay()).contains(Duration.ofHours(1));
  }

  // case 208
  @ParameterizedTest
  @CsvSource({
    "holdfast.concurrency.server, 0",
    "holdfast.concurrency.server, many",
    "holdfast.cluster.lease, 1s",
    "holdfast.cluster.lease, 5 bananas",
    "holdfast.limits.result-size, 1 KB",
    "holdfast.limits.payload-size, 65 MiB",
    "holdfast.retry.limit, 10001",
    "holdfast.retry.jitter, 1.5",
    "holdfast.retry.backoff, cubic",
    "holdfast.schedules.missed, twice",
    "holdfast.step.timeout, 0s",
    "holdfast.step.timeout, 366 days",
    "holdfast.limits.steps, 0",
    "holdfast.limits.steps, -1",
    "holdfast.limits.steps, 1.5",
    "holdfast.limits.steps, many",
    "holdfast.limits.steps, 25001",
    "holdfast.limits.buffered-events, 0",
    "holdfast.limits.wait, 999 ms",
    "holdfast.limits.batch, 10001",
    "holdfast.limits.queued, 0",
    "holdfast.limits.create-rate, 0",
    "holdfast.concurrency.workflow, never",
    "holdfast.retention.success, 3651 days",
    "holdfast.retention.error, 5 bananas",
    "holdfast.retention.error, -1 s",
    "holdfast.retention.purge-interval, 999 ms",
    "holdfast.notifications, true"
  })
  void stopsOnAValueOutOfBoundsAndNamesTheSetting(String name, String value) {
    assertThatThrownBy(() -> read(Map.of(name, value), Map.of()))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value.substring(0, 1));
  }

  @Test
  void readsWhereToArchive() {
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    assertThat(reader(Map.of(), Map.of()).archive(clock, () -> "u").place())
        .isEqualTo(Archiving.Place.NONE);
    ArchiveSettings folder =
        reader(
                Map.of("holdfast.archive", "folder", "holdfast.archive.folder", "/var/archive"),
                Map.of())
            .archive(clock, () -> "u");

    assertThat(folder.place()).isEqualTo(Archiving.Place.FOLDER);
    assertThat(folder.archives().folder()).isPresent();
    assertThatThrownBy(
            () -> reader(Map.of("holdfast.archive", "folder"), Map.of()).archive(clock, () -> "u"))
        .hasMessageContaining("holdfast.archive.folder");
    assertThatThrownBy(
            () -> reader(Map.of("holdfast.archive", "tape"), Map.of()).archive(clock, () -> "u"))
        .hasMessageContaining("holdfast.archive");
  }

  @Test
  void readsWhatHoldsForMessages() {
    assertThat(reader(Map.of(), Map.of()).messages()).isEqualTo(new MessageSettings(3, HALF));
    assertThat(
            reader(
                    Map.of("holdfast.jms.attempts", "1"),
                    Map.of("HOLDFAST_JMS_SLOW_WRITE", "2 seconds"))
                .messages())
        .isEqualTo(new MessageSettings(1, Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast.jms.attempts, 0",
    "holdfast.jms.attempts, 1001",
    "holdfast.jms.attempts, many",
    "holdfast.jms.slow-write, 0s"
  })
  void refusesBadSettingsOfMessages(String name, String value) {
    assertThatThrownBy(() -> reader(Map.of(name, value), Map.of()).messages())
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value.substring(0, 1));
  }

  // case 208
  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "a text", "25001"})
  void refusesABadStepLimitOfOneWorkflowAndNamesTheSetting(String limit) {
    String name = "holdfast.workflow.order.limits.steps";

    assertThatThrownBy(
            () ->
                reader(Map.of(name, limit), Map.of()).ofWorkflow("order", WorkflowSettings.DEFAULT))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("'" + limit + "'");
  }

  @Test
  void knowsWhoSeesPayloads() {
    assertThat(reader(Map.of(), Map.of()).payloadRole()).isEqualTo("viewer");
    assertThat(reader(Map.of("holdfast.payloads.role", "operator"), Map.of()).payloadRole())
        .isEqualTo("operator");
    assertThatThrownBy(reader(Map.of("holdfast.payloads.role", "boss"), Map.of())::payloadRole)
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContainingAll(
            "holdfast.payloads.role", "[viewer, starter, operator, admin]", "'boss'");
  }
}
