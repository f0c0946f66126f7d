package dev.holdfast.web.schema;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is bulk work on instances.
 *
 * @param id its id
 * @param kind what it does
 * @param workflow name of the workflow
 * @param status how it is doing
 * @param request what exactly is wanted
 * @param total how many entries it has; null while nobody knows
 * @param done how many of them have been worked on with success
 * @param skipped how many were left as they are
 * @param errors how many could not be worked on
 * @param runs how often it was begun or went on
 * @param failure what ended it as a whole; null for nothing
 * @param caller who has asked for it
 * @param createdAt when it was asked for
 * @param startedAt when it was begun; null before
 * @param endedAt when it ended or was stopped; null before
 * @param problems what has failed, 1,000 at the most; left out in lists
 */
public record JobView(
    @Schema(example = "6f1f2f0e-0b3c-4f0f-8d6c-3d1b5a3f2e11") String id,
    @Schema(allowableValues = {"control", "import", "export", "purge"}) String kind,
    String workflow,
    @Schema(
            allowableValues = {
              "receiving",
              "queued",
              "running",
              "stopping",
              "stopped",
              "complete",
              "errored"
            })
        String status,
    Map<String, String> request,
    @Nullable @Schema(minimum = "0") Long total,
    @Schema(minimum = "0") long done,
    @Schema(minimum = "0") long skipped,
    @Schema(minimum = "0") long errors,
    @Schema(minimum = "0") int runs,
    @Nullable String failure,
    @Nullable String caller,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Optional<List<Problem>> problems) {

  /**
   * Says why an entry could not be worked on.
   *
   * @param line the line of the upload; left out when there is none
   * @param id id of the instance; left out when it is not known
   * @param code the stable code
   * @param message the same for people
   */
  @Schema(name = "JobProblem")
  public record Problem(
      @Schema(minimum = "1") Optional<Long> line,
      Optional<String> id,
      @Schema(example = "instance.illegal_status") String code,
      String message) {}

  /**
   * Is a page of jobs.
   *
   * @param items the jobs, newest first
   * @param nextCursor where the next page begins; left out on the last page
   */
  @Schema(name = "JobPageView")
  public record Page(
      @ArraySchema(maxItems = 500) List<JobView> items, Optional<String> nextCursor) {}

  /**
   * Says that a job has been taken over.
   *
   * @param job its id
   */
  @Schema(name = "JobStartedView")
  public record Started(String job) {}
}
