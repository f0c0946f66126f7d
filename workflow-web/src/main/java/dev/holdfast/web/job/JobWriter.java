package dev.holdfast.web.job;

import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import dev.holdfast.web.json.PlaceText;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes jobs. */
final class JobWriter {

  private JobWriter() {}

  /**
   * Writes a page.
   *
   * @param found the jobs of the page, and one more when another page follows
   * @param limit most jobs of a page
   */
  static JsonObject page(List<JobRecord> found, int limit) {
    JsonArrayBuilder items = Json.array();
    found.stream().limit(limit).forEach(it -> items.add(fields(it).build()));
    JsonFields page = Json.object().array("items", items);
    if (found.size() > limit) {
      page.text("nextCursor", cursor(found.get(limit - 1)));
    }
    return page.build();
  }

  private static String cursor(JobRecord last) {
    return PlaceText.of(last.createdAt(), last.id());
  }

  /** Writes a job as it is. */
  static JsonObject line(JobRecord job) {
    return fields(job).build();
  }

  /** Writes a job with what has failed in it. */
  static JsonObject whole(JobRecord job, List<JobProblem> problems) {
    JsonArrayBuilder items = Json.array();
    problems.forEach(it -> items.add(problem(it)));
    return fields(job).array("problems", items).build();
  }

  /** Answers that a job has been taken over, and where it is. */
  static Response accepted(UriInfo uri, JobRecord job) {
    return Response.accepted(Json.bytes(Json.object().text("job", job.id()).build()))
        .location(uri.getBaseUriBuilder().path("jobs/{id}").build(job.id()))
        .build();
  }

  private static JsonFields fields(JobRecord job) {
    @Nullable String failure = job.failure().isEmpty() ? null : job.failure();
    return Json.object()
        .text("id", job.id())
        .text("kind", job.kind().wireName())
        .text("workflow", job.workflow())
        .text("status", job.status().wireName())
        .value("request", Json.tree(new TreeMap<>(job.request())))
        .number("total", job.progress().total())
        .number("done", (Long) job.progress().done())
        .number("skipped", (Long) job.progress().skipped())
        .number("errors", (Long) job.progress().errors())
        .number("runs", job.runs())
        .text("failure", failure)
        .text("caller", job.caller())
        .time("createdAt", job.createdAt())
        .time("startedAt", job.startedAt())
        .time("endedAt", job.endedAt());
  }

  private static JsonObject problem(JobProblem problem) {
    JsonFields fields = Json.object();
    if (problem.line() > 0) {
      fields.number("line", (Long) problem.line());
    }
    if (!problem.id().isEmpty()) {
      fields.text("id", problem.id());
    }
    return fields.text("code", problem.code()).text("message", problem.message()).build();
  }
}
