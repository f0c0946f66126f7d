package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.holdfast.engine.model.JobKind;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobStatus;
import dev.holdfast.engine.port.JobStore.JobTakenException;
import dev.holdfast.engine.port.JobStore.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Says how jobs are kept, and who may work on them. */
public abstract class JobStoreContract extends StorageContract {

  private static final JobProblem PROBLEM =
      new JobProblem(7, "order-7", "params.invalid", "Not a number: \0");

  private JobStore jobs;

  @BeforeEach
  void takeStore() {
    jobs = storage.jobs();
  }

  @Test
  void keepsAJobAsItWasAskedFor() {
    JobRecord job = job("a", WORKFLOW, START);

    assertThat(jobs.create(job)).isTrue();

    assertThat(jobs.find("a")).hasValue(job);
    assertThat(jobs.find("b")).isEmpty();
  }

  @Test
  void hasOneActiveJobOfAKindForAWorkflow() {
    assertThat(jobs.create(job("a", WORKFLOW, START))).isTrue();

    assertThat(jobs.create(job("b", WORKFLOW, START))).isFalse();
    assertThat(jobs.create(job("c", "invoices", START))).isTrue();
    assertThat(
            jobs.create(JobRecord.queued("d", JobKind.CONTROL, WORKFLOW, Map.of(), "ann", START)))
        .isTrue();
    jobs.change("a", job -> job.ended(JobStatus.STOPPED, "", START));
    assertThat(jobs.create(job("e", WORKFLOW, START))).isTrue();
    assertThatThrownBy(() -> jobs.change("a", JobRecord::requeued))
        .isInstanceOf(JobTakenException.class);
    assertThat(jobs.find("a").orElseThrow().status()).isEqualTo(JobStatus.STOPPED);
  }

  @Test
  void givesAJobToOneNode() {
    jobs.create(job("a", WORKFLOW, START));
    long other = storage.nodes().join("south");

    List<Optional<JobRecord>> claimed = race(claiming(node), claiming(other));

    assertThat(claimed.stream().flatMap(Optional::stream))
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
              assertThat(job.runs()).isEqualTo(1);
              assertThat(job.startedAt()).isEqualTo(START);
              assertThat(jobs.find("a")).hasValue(job);
            });
  }

  @Test
  void takesTheOldestJobOfAKnownWorkflow() {
    jobs.create(job("new", WORKFLOW, START.plusSeconds(2)));
    jobs.create(job("old", "invoices", START.plusSeconds(1)));
    jobs.create(job("unknown", "elsewhere", START));

    assertThat(claim(node)).map(JobRecord::id).hasValue("old");
    assertThat(claim(node)).map(JobRecord::id).hasValue("new");
    assertThat(claim(node)).isEmpty();
  }

  @Test
  void goesOnAtItsPlaceOnAnotherNodeWhenTheFirstIsSilent() {
    jobs.create(job("a", WORKFLOW, START));
    claim(node);
    JobProgress progress = new JobProgress(10L, 5, 1, 1, 4711, 7);
    jobs.changeOwned("a", node, job -> job.withProgress(progress), List.of(PROBLEM));
    long other = storage.nodes().join("south");
    assertThat(claim(other)).isEmpty();

    storage.passTime(Duration.ofSeconds(20));
    storage.nodes().heartbeat(other);
    storage.nodes().takeOverExpired(other, Duration.ofSeconds(10));

    JobRecord taken = claim(other).orElseThrow();
    assertThat(taken.owner()).isEqualTo(other);
    assertThat(taken.progress()).isEqualTo(progress);
    assertThat(taken.runs()).isEqualTo(2);
    assertThatThrownBy(() -> jobs.changeOwned("a", node, job -> job, List.of()))
        .isInstanceOf(NodeFencedException.class);
    assertThatThrownBy(() -> claim(node)).isInstanceOf(NodeFencedException.class);
  }

  @Test
  void refusesANodeThatDoesNotOwnTheJob() {
    jobs.create(job("a", WORKFLOW, START));
    long other = storage.nodes().join("south");
    claim(node);

    assertThat(
            jobs.changeOwned(
                "a", other, job -> job.withProgress(JobProgress.NONE.plus(1, 0, 0)), List.of()))
        .isEmpty();

    assertThat(jobs.find("a").orElseThrow().progress()).isEqualTo(JobProgress.NONE);
  }

  @Test
  void tellsTheNodeThatAJobIsToStop() {
    jobs.create(job("a", WORKFLOW, START));
    claim(node);
    jobs.change("a", job -> job.withStatus(JobStatus.STOPPING));

    Optional<JobRecord> told = jobs.changeOwned("a", node, job -> job, List.of());

    assertThat(told).map(JobRecord::status).hasValue(JobStatus.STOPPING);
  }

  @Test
  void keepsProblemsInTheOrderInWhichTheyCameUp() {
    jobs.create(job("a", WORKFLOW, START));
    claim(node);
    JobProblem second = new JobProblem(9, "", "line.invalid", "Too long");

    fail(PROBLEM);
    fail(second);

    assertThat(jobs.listProblems("a", 10))
        .extracting(JobProblem::line, JobProblem::id, JobProblem::code)
        .containsExactly(tuple(7L, "order-7", "params.invalid"), tuple(9L, "", "line.invalid"));
    assertThat(jobs.listProblems("a", 1)).extracting(JobProblem::line).containsExactly(7L);
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    for (int i = 10; i < 16; i++) {
      jobs.create(job("job-" + i, "workflow-" + i, START.plusMillis(i / 2)));
    }

    List<String> ids = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    for (List<JobRecord> page = jobs.list(after, 4); !page.isEmpty(); page = jobs.list(after, 4)) {
      page.forEach(it -> ids.add(it.id()));
      after = Optional.of(Place.of(page.get(page.size() - 1)));
      jobs.create(job("new-" + ids.size(), "new-" + ids.size(), START.plusSeconds(1)));
    }

    assertThat(ids).containsExactly("job-15", "job-14", "job-13", "job-12", "job-11", "job-10");
  }

  @Test
  void removesWhatHasEndedLongAgoWithAllThatBelongsToIt() {
    jobs.create(job("old", WORKFLOW, START));
    claim(node);
    jobs.changeOwned("old", node, job -> job, List.of(PROBLEM));
    storage.jobUploads().append("old", 0, new byte[] {1});
    jobs.changeOwned("old", node, it -> it.ended(JobStatus.COMPLETE, "", START), List.of());
    jobs.create(job("active", WORKFLOW, START));

    assertThat(jobs.removeEnded(START)).isZero();
    assertThat(jobs.removeEnded(START.plusMillis(1))).isEqualTo(1);

    assertThat(jobs.find("old")).isEmpty();
    assertThat(jobs.find("active")).isPresent();
    assertThat(jobs.listProblems("old", 10)).isEmpty();
    assertThat(storage.jobUploads().find("old", 0)).isEmpty();
  }

  @Test
  void keepsOutputsInChunksOfTheOwner() {
    JobOutputs outputs = storage.jobOutputs();
    jobs.create(job("a", WORKFLOW, START));
    assertThat(outputs.write("a", node, 0, new byte[] {1})).isFalse();
    claim(node);
    long other = storage.nodes().join("south");

    assertThat(outputs.write("a", node, 0, new byte[] {1})).isTrue();
    assertThat(outputs.write("a", node, 1, new byte[] {2})).isTrue();
    assertThat(outputs.write("a", node, 1, new byte[] {3, 4})).isTrue();
    assertThat(outputs.write("a", node, 2, new byte[] {5})).isTrue();
    assertThat(outputs.write("a", other, 1, new byte[] {9})).isFalse();
    assertThat(outputs.removeFrom("a", other, 0)).isFalse();
    assertThat(outputs.removeFrom("a", node, 2)).isTrue();

    assertThat(outputs.find("a", 0)).hasValue(new byte[] {1});
    assertThat(outputs.find("a", 1)).hasValue(new byte[] {3, 4});
    assertThat(outputs.find("a", 2)).isEmpty();
    assertThat(outputs.find("b", 0)).isEmpty();
  }

  @Test
  void keepsUploadsInChunks() {
    JobUploads uploads = storage.jobUploads();
    byte[] large = new byte[JobUploads.CHUNK_BYTES];
    large[large.length - 1] = -1;

    uploads.append("a", 0, large);
    uploads.append("a", 1, new byte[] {1, 2});
    uploads.append("b", 0, new byte[] {3});
    uploads.remove("b");

    assertThat(uploads.find("a", 0)).hasValue(large);
    assertThat(uploads.find("a", 1)).hasValue(new byte[] {1, 2});
    assertThat(uploads.find("a", 2)).isEmpty();
    assertThat(uploads.find("b", 0)).isEmpty();
  }

  private void fail(JobProblem problem) {
    jobs.changeOwned(
        "a", node, job -> job.withProgress(job.progress().plus(0, 0, 1)), List.of(problem));
  }

  private Callable<Optional<JobRecord>> claiming(long by) {
    return () -> claim(by);
  }

  private Optional<JobRecord> claim(long by) {
    return jobs.claim(by, List.of(WORKFLOW, "invoices"), START);
  }

  private static JobRecord job(String id, String workflow, Instant at) {
    return JobRecord.queued(
        id, JobKind.IMPORT, workflow, Map.of("format", "CSV", "q", "ü\"\n"), "ann", at);
  }
}
