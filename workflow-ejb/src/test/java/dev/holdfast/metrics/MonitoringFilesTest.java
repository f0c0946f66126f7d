package dev.holdfast.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.statistics.EngineStatistics;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryJournalStore;
import dev.holdfast.memory.InMemoryNodeStore;
import dev.holdfast.memory.InMemoryParkedMessages;
import dev.holdfast.memory.InMemoryStatisticsReader;
import dev.holdfast.memory.InMemoryThroughputStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds dashboard, alerts and documentation against the metrics that are really shown. */
class MonitoringFilesTest {

  private static final Path ROOT = Path.of("..");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String NAMES = "\\b(?:holdfast|jvm|process|system)_[a-z_]+";
  private static final Pattern NAME = Pattern.compile(NAMES);
  private static final Pattern LABELS = Pattern.compile(NAMES + "\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!=|=)\"");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

  private final InMemoryDatabase database = new InMemoryDatabase(() -> NOW);
  private final InMemoryNodeStore nodes = new InMemoryNodeStore(database);
  private final Metrics metrics =
      new Metrics(
          "north",
          new FixedNode(),
          new EngineStatistics(
              new EngineStatistics.Sources(
                  new InMemoryStatisticsReader(database),
                  nodes,
                  new InMemoryParkedMessages(database),
                  new InMemoryThroughputStore()),
              new WorkflowRegistry(),
              EngineSettings.DEFAULT,
              () -> NOW));
  private final Set<String> shown = new TreeSet<>();
  private final Set<String> labels = new TreeSet<>();

  /** Lets everything happen that has a metric. */
  @BeforeEach
  void measureEverything() {
    long node = nodes.join("north");
    InMemoryJournalStore journal = new InMemoryJournalStore(database);
    InstanceRecord due = instance(1, "due");
    InstanceRecord waiting = instance(2, "waiting").runningOn(node);
    StepRecord step = StepRecord.started(new StepKey(StepKind.RUN, "", "pay", 1), 1, NOW);
    journal.write(node, List.of(new InstanceCreated(due), new InstanceCreated(waiting)));
    journal.write(
        node,
        List.of(
            new StepWritten(waiting.lease(), step.retrying(1, NOW, ""), true),
            new Suspended(
                waiting.lease(), InstanceStatus.WAITING, null, 0, NOW, "1", NOW, 16, null)));
    metrics.measurements().created("w");
    metrics.measurements().ended("w", InstanceStatus.COMPLETE);
    metrics.measurements().stepWritten("w", step.completed(1, null, NOW));
    metrics.measurements().claimed("w", NOW, NOW);
    metrics.measurements().flushed(1, Duration.ZERO);
    metrics.measurements().nearLimit("w", "result");
    System.gc();
    Awaitility.await().until(() -> metrics.prometheus().contains("jvm_gc_pause_seconds_sum"));
    for (String line : metrics.prometheus().lines().toList()) {
      Matcher name = NAME.matcher(line);
      if (!line.startsWith("#") && name.lookingAt()) {
        shown.add(name.group());
        Matcher label = LABEL.matcher(line);
        while (label.find()) {
          labels.add(label.group(1));
        }
      }
    }
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void dashboardAsksForMetricsThatExist() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(read("monitoring/grafana-dashboard.json"));
    List<String> expressions = dashboard.findValuesAsText("expr");

    assertThat(expressions).hasSizeGreaterThan(15);
    assertThat(expressions).allMatch(expression -> NAME.matcher(expression).find());
    requireKnown(String.join("\n", expressions));
    assertThat(shown).containsAll(names(dashboard.findValuesAsText("query").toString()));
  }

  @Test
  void alertsAskForMetricsThatExistAndAreDocumented() throws IOException {
    String alerts = read("monitoring/prometheus-alerts.yml");
    Set<String> names = find(Pattern.compile("- alert: (\\w+)"), alerts);

    requireKnown(alerts);
    assertThat(names).hasSizeGreaterThan(10);
    assertThat(find(Pattern.compile("\\| `(Holdfast\\w+)` \\|"), read("docs/monitoring.md")))
        .isEqualTo(names);
  }

  @Test
  void documentationHasEachMetricAndNoOther() throws IOException {
    Set<String> documented =
        find(Pattern.compile("(?m)^\\| `(holdfast_\\w+)` \\|"), read("docs/monitoring.md"));

    assertThat(documented).isEqualTo(families("holdfast_"));
  }

  @Test
  void metricsOfTheJvmThatAreDocumentedExist() throws IOException {
    Set<String> documented =
        find(
            Pattern.compile("(?m)^\\| `((?:jvm|process|system)_\\w+)` \\|"),
            read("docs/monitoring.md"));

    assertThat(documented).hasSizeGreaterThan(5);
    assertThat(families("")).containsAll(documented);
  }

  /** Returns the names as the documentation has them: without what histograms add. */
  private Set<String> families(String prefix) {
    return shown.stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.replaceAll("_(bucket|count|sum|max)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void requireKnown(String expressions) {
    assertThat(shown).containsAll(names(expressions));
    Set<String> used = new TreeSet<>();
    find(LABELS, expressions).forEach(part -> used.addAll(find(LABEL, part)));
    find(GROUPING, expressions).forEach(part -> used.addAll(List.of(part.split(", *", -1))));
    used.remove("instance"); // which Prometheus adds
    assertThat(labels).containsAll(used);
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static Set<String> find(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  private static InstanceRecord instance(long number, String id) {
    return InstanceRecord.queued(
        number, new InstanceKey("w", id), new Origin(null, NOW, "1", "java", ""), NOW);
  }
}
