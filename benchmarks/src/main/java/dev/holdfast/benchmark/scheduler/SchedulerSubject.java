package dev.holdfast.benchmark.scheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.holdfast.benchmark.workload.Lateness;
import dev.holdfast.benchmark.workload.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Schedules jobs: a workflow of one step is a job for now, a sleeper one for later. */
final class SchedulerSubject implements Subject {

  static final String JOB = "job";
  static final String LATER = "later";

  private static final Map<String, CompletableFuture<Boolean>> AWAITED = new ConcurrentHashMap<>();

  private final Scheduler scheduler;

  SchedulerSubject(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  static OneTimeTask<Void> job() {
    return Tasks.oneTime(JOB)
        .execute((instance, context) -> AWAITED.remove(instance.getId()).complete(true));
  }

  static OneTimeTask<Void> later() {
    return Tasks.oneTime(LATER)
        .execute(
            (instance, context) ->
                Lateness.note(Long.parseLong(instance.getId().split("-", 2)[0])));
  }

  @Override
  public boolean offers(Kind kind) {
    return kind == Kind.ONE_STEP || kind == Kind.SLEEP;
  }

  @Override
  public Started start(Kind kind) {
    if (kind == Kind.SLEEP) {
      Instant now = Instant.now();
      scheduler.schedule(
          new TaskInstance<>(LATER, now.toEpochMilli() + "-" + UUID.randomUUID()),
          now.plus(Lateness.SLEEP));
      return new Job(new CompletableFuture<>());
    }
    String id = UUID.randomUUID().toString();
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    AWAITED.put(id, done);
    scheduler.schedule(new TaskInstance<>(JOB, id), Instant.now());
    return new Job(done);
  }

  private record Job(CompletableFuture<Boolean> done) implements Started {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public void send() {
      throw new UnsupportedOperationException("A job waits for no event");
    }

    @Override
    public void awaitEnd() throws Exception {
      done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
