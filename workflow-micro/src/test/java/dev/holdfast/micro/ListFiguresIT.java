package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures how long a page of a long list takes, on PostgreSQL: {@code -Dholdfast.it.list=1000000}.
 * Prints, of each list, the median and the longest of twenty requests over HTTP, the way to the
 * server included, and fails when a median is over its limit.
 */
@EnabledIfSystemProperty(named = "holdfast.it.list", matches = "\\d+")
class ListFiguresIT {

  private static final int LINES = Integer.getInteger("holdfast.it.list", 0);
  private static final Duration LIMIT = Duration.ofMillis(100);
  private static final int WARM_UP = 10;
  private static final int REQUESTS = 20;
  private static final String LIST = "/workflows/kitchen-sink/instances?limit=50";
  private static final String PAGE = "/console/instances.xhtml?workflow=kitchen-sink";
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** One instance a second; of a thousand one is errored, ten wait, and one of these is retried. */
  private static final String INSTANCES =
      """
      insert into workflow_instance (number, workflow, id, status, epoch, wake_at, signals, recoveries,
        entries_at_recovery, created_at, created_version, created_trigger, created_caller, started_at, ended_at, log,
        params_codec, params_type, params)
      select i, 'kitchen-sink', 'order-' || md5(i::text),
        case when i %% 1000 = 500 then 'errored' when i %% 100 = 1 then 'waiting' else 'complete' end, 1,
        now() + interval '7 days', 0, 0, 0, timestamptz '%1$s' + i * interval '1 second', '1', 'api', 'ann',
        timestamptz '%1$s' + i * interval '1 second',
        case when i %% 100 = 1 then null else timestamptz '%1$s' + (i + 5) * interval '1 second' end, i, 'json', 'object',
        '{"customer":"' || md5(i::text) || '","amount":' || i || ',"script":[]}'
      from generate_series(1, %2$d) as i
      """;

  private static final String STEPS =
      """
      insert into workflow_step (instance, epoch, seq, kind, scope, name, occurrence, status, attempt, started_at,
        due_at, started_log)
      select i, 1, 1, 'run', '', 'charge', 1,
        case when i %% 1000 = 1 then 'retrying' when i %% 100 = 1 then 'running' else 'complete' end, 1, now(),
        case when i %% 100 = 1 then now() + interval '7 days' end, i
      from generate_series(1, %d) as i
      """;

  /** Is how long a page took. */
  private record Figure(Duration median, Duration longest) {

    static Figure of(List<Duration> measured) {
      List<Duration> sorted = measured.stream().sorted().toList();
      return new Figure(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    @Override
    public String toString() {
      return "%5.1f %8.1f".formatted(median.toNanos() / 1e6, longest.toNanos() / 1e6);
    }
  }

  @Test
  void answersEachPageWithinItsLimit(@TempDir Path folder) throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"));
        LaunchedServer server = LaunchedServer.launch(folder, postgres.variables())) {
      server.awaitStart();
      fill(postgres);
      Map<String, Figure> figures = new LinkedHashMap<>();
      Map<String, String> lists = lists(server.rest());
      Map<String, String> texts = texts(server.rest());
      lists.values().forEach(path -> measure(server.rest(), path)); // the server grows warm
      lists.forEach((name, path) -> figures.put(name, measure(server.rest(), path)));
      RestClient pages = server.pages();
      measure(pages, PAGE);
      figures.put("console, first page", measure(pages, PAGE));
      figures.put("console, retrying", measure(pages, PAGE + "&retrying=true"));
      Map<String, Figure> slow = new LinkedHashMap<>();
      texts.forEach((name, path) -> slow.put(name, measure(server.rest(), path)));
      index(postgres);
      texts.forEach((name, path) -> figures.put(name + ", indexed", measure(server.rest(), path)));
      System.out.printf("%,d instances; a page of 50: median and longest, ms%n", LINES);
      figures.forEach((name, it) -> System.out.printf("%-40s %s%n", name, it));
      slow.forEach((name, it) -> System.out.printf("%-40s %s%n", name, it));
      assertThat(figures)
          .allSatisfy((name, it) -> assertThat(it.median()).as(name).isLessThan(LIMIT));
    }
  }

  private static void fill(LocalPostgres postgres) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(INSTANCES.formatted(BEGIN, LINES));
      statement.execute(STEPS.formatted(LINES));
      statement.execute("select setval('workflow_instance_number', " + (LINES + 1) + ")");
      statement.execute("vacuum analyze");
    }
  }

  /** As docs/console.md says. */
  private static void index(LocalPostgres postgres) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create extension pg_trgm");
      statement.execute(
          "create index workflow_instance_id_texts on workflow_instance using gin (id gin_trgm_ops)");
    }
  }

  private static Figure measure(RestClient client, String path) {
    List<Duration> measured = new ArrayList<>();
    for (int i = 0; i < WARM_UP + REQUESTS; i++) {
      Instant begin = Instant.now();
      client.read(path);
      if (i >= WARM_UP) {
        measured.add(Duration.between(begin, Instant.now()));
      }
    }
    return Figure.of(measured);
  }

  private static Map<String, String> lists(RestClient rest) {
    String half = time("createdTo", LINES / 2);
    JsonObject middle = rest.get(LIST + half).asJsonObject();
    Map<String, String> lists = new LinkedHashMap<>();
    lists.put("first page", LIST);
    lists.put("first page, oldest first", LIST + "&order=asc");
    lists.put("page in the middle", LIST + "&cursor=" + middle.getString("nextCursor"));
    lists.put("status complete", LIST + "&status=complete");
    lists.put("status errored, one of 1000", LIST + "&status=errored");
    lists.put("status waiting or errored", LIST + "&status=waiting,errored");
    lists.put("status paused, none", LIST + "&status=paused");
    lists.put("created in the last hour", LIST + time("createdFrom", LINES - 3600));
    lists.put("created in the first half", LIST + half);
    lists.put("created in the first hour", LIST + time("createdTo", 3600));
    lists.put("created before the first", LIST + time("createdTo", 0));
    lists.put("errored in the first half", LIST + "&status=errored" + half);
    lists.put("retrying, one of 1000", LIST + "&retrying=true");
    lists.put("retrying in the first hour", LIST + "&retrying=true" + time("createdTo", 3600));
    lists.put("retrying and paused, none", LIST + "&retrying=true&status=paused");
    lists.put("of another workflow, none", "/workflows/approval/instances");
    return lists;
  }

  private static Map<String, String> texts(RestClient rest) {
    JsonObject middle = rest.get(LIST + time("createdTo", LINES / 2)).asJsonObject();
    String anId = middle.getJsonArray("items").getJsonObject(0).getString("id");
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("text that is in every id", LIST + "&q=order");
    texts.put("text that is in some ids", LIST + "&q=abcd");
    texts.put("text that is one id", LIST + "&q=" + anId);
    texts.put("text that is in no id", LIST + "&q=nowhere");
    return texts;
  }

  private static String time(String name, int second) {
    return "&" + name + "=" + BEGIN.plusSeconds(second);
  }
}
