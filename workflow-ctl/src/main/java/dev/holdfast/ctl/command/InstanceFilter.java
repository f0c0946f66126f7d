package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says which instances of a workflow are meant. */
final class InstanceFilter {

  /** The words that the server knows. */
  static final class Statuses extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    Statuses() {
      super(
          List.of(
              "queued",
              "running",
              "waiting",
              "waitingForPause",
              "paused",
              "rollingBack",
              "complete",
              "errored",
              "terminated"));
    }
  }

  @Option(
      names = "--status",
      split = ",",
      paramLabel = "STATUS",
      completionCandidates = Statuses.class,
      description = "only these: ${COMPLETION-CANDIDATES}; repeated or separated by commas")
  private List<String> statuses = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = PointInTime.class,
      description = "created then or later: 2h, 30m, 7d, 2030-01-31 or 2030-01-31T12:00:00Z")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = PointInTime.class,
      description = "created before")
  private @Nullable Instant until;

  @Option(
      names = {"-q", "--query"},
      paramLabel = "TEXT",
      description = "text that the id contains")
  private @Nullable String query;

  @Option(names = "--retrying", description = "only with a step between two attempts")
  private boolean retrying;

  boolean isEmpty() {
    return statuses.isEmpty() && since == null && until == null && query == null && !retrying;
  }

  /** Returns what the request of a job has for it. */
  JsonObject toJson() {
    JsonObjectBuilder filter = Json.object();
    if (!statuses.isEmpty()) {
      filter.add("status", String.join(",", statuses));
    }
    if (since != null) {
      filter.add("createdFrom", since.toString());
    }
    if (until != null) {
      filter.add("createdTo", until.toString());
    }
    if (query != null) {
      filter.add("q", query);
    }
    if (retrying) {
      filter.add("retrying", true);
    }
    return filter.build();
  }

  /** Returns the first page's path. */
  ApiPath path(String workflow, String order, long limit) {
    return ApiPath.of("workflows", workflow, "instances")
        .with("status", statuses)
        .with("createdFrom", since == null ? "" : since.toString())
        .with("createdTo", until == null ? "" : until.toString())
        .with("q", query == null ? "" : query)
        .with("retrying", retrying ? "true" : "")
        .with("order", order)
        .with("limit", String.valueOf(limit));
  }

  /** Returns the instances, page after page as they are asked for. */
  Stream<JsonObject> find(Session session, String workflow, String order, long most) {
    Iterator<JsonObject> pages =
        new Pages(session.client(), () -> path(workflow, order, Math.min(most, Pages.LARGEST)));
    Iterable<JsonObject> items = () -> pages;
    return StreamSupport.stream(items.spliterator(), false).limit(most);
  }
}
