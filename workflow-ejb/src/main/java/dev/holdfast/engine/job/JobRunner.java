package dev.holdfast.engine.job;

import dev.holdfast.engine.EachCreation;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.RestingInstances;
import dev.holdfast.engine.model.JobKind;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobSettings;
import dev.holdfast.engine.model.JobStatus;
import dev.holdfast.engine.port.NodeFencedException;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Works on jobs on this node. Takes those that nobody works on, also of nodes that have died, and
 * hands each to the batch runtime, which calls its {@link JobRun} from a thread of its own.
 */
public final class JobRunner {

  /** Name of the batch job that works on the jobs of this package. */
  public static final String BATCH_JOB = "holdfast-bulk";

  /** Name of its parameter: key of the run. A job that comes back to its node has another run. */
  public static final String BATCH_PARAMETER = "run";

  /** Why a job is errored whose upload nobody has stored to its end. */
  static final String UPLOAD_INCOMPLETE = "Its upload has not come in to its end: send it again.";

  private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());
  private static final Duration REST = Duration.ofSeconds(2);
  private static final Duration REMOVAL_REST = Duration.ofMinutes(10);

  private final JobPorts ports;
  private final WorkflowRegistry registry;
  private final InstanceService instances;
  private final EachCreation creation;
  private final RestingInstances resting;
  private final JobSettings settings;
  private final LongSupplier node;
  private final Map<String, JobRun> runs = new ConcurrentHashMap<>();
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Instant nextLook = Instant.MIN;
  private volatile Instant nextRemoval = Instant.MIN;
  private volatile boolean stopped;

  /**
   * Makes a runner.
   *
   * @param ports the outside
   * @param registry the workflows that are deployed
   * @param doors lead to instances
   * @param settings numbers that the installation has chosen
   * @param node tells the present incarnation of this node
   */
  public JobRunner(
      JobPorts ports,
      WorkflowRegistry registry,
      Doors doors,
      JobSettings settings,
      LongSupplier node) {
    this.ports = ports;
    this.registry = registry;
    this.instances = doors.instances();
    this.creation = doors.creation();
    this.resting = doors.resting();
    this.settings = settings;
    this.node = node;
  }

  /**
   * Holds the doors to instances.
   *
   * @param instances steers them
   * @param creation creates them
   * @param resting steers many of those that rest
   */
  public record Doors(InstanceService instances, EachCreation creation, RestingInstances resting) {}

  /** Looks for work now and then; to be called about every second. */
  public void tick() {
    if (!ports.clock().instant().isBefore(nextLook)) {
      hint();
    }
  }

  /** Says that there may be work. */
  public void hint() {
    nextLook = ports.clock().instant().plus(REST);
    if (!stopped && looking.compareAndSet(false, true)) {
      ports.threads().execute(this::look);
    }
  }

  /** Leaves all jobs of this node to others. */
  public void stop() {
    stopped = true;
    runs.values().forEach(JobRun::abandon);
  }

  /**
   * Returns the run of a job on this node.
   *
   * @param key key of the run
   * @return empty when it has ended, or was never begun here
   */
  public Optional<JobRun> find(String key) {
    return Optional.ofNullable(runs.get(key));
  }

  /**
   * Ends the run of a job.
   *
   * @param key key of the run
   */
  public void end(String key) {
    JobRun run = runs.remove(key);
    if (run != null) {
      run.end();
      if (run.isComplete()) {
        ports.uploads().remove(run.job());
      }
    }
    hint();
  }

  /** Returns the present incarnation of this node. */
  long node() {
    return node.getAsLong();
  }

  private void look() {
    looking.set(false);
    try {
      while (!stopped && runs.size() < settings.concurrency()) {
        long me = node();
        Optional<JobRecord> claimed =
            ports.store().claim(me, registry.names(), ports.clock().instant());
        if (claimed.isEmpty()) {
          break;
        }
        begin(claimed.get(), me);
      }
      removeOld();
    } catch (NodeFencedException e) { // a new incarnation begins soon
      LOG.log(Level.DEBUG, "No job is taken while the node is fenced", e);
    } catch (RuntimeException e) { // the database may be away: the next tick tries again
      LOG.log(Level.WARNING, "Jobs could not be looked at; trying again soon", e);
    }
  }

  private void begin(JobRecord job, long me) {
    if (job.status() != JobStatus.RUNNING) {
      boolean incomplete = job.progress().total() == null && job.kind() == JobKind.IMPORT;
      end(
          job,
          me,
          incomplete ? JobStatus.ERRORED : JobStatus.STOPPED,
          incomplete ? UPLOAD_INCOMPLETE : "");
      return;
    }
    LOG.log(
        job.runs() > 1 ? Level.WARNING : Level.INFO,
        "Job {0} begins here, for the {1}. time, at {2}",
        job.id(),
        job.runs(),
        job.progress());
    String key = job.id() + "-" + job.runs();
    try {
      runs.put(key, new JobRun(job, me, work(job), ports.store(), ports.clock(), settings.share()));
      ports.batch().start(BATCH_JOB, Map.of(BATCH_PARAMETER, key));
    } catch (RuntimeException e) { // whatever it is, an operator must see it with the job
      runs.remove(key);
      LOG.log(Level.ERROR, () -> "Job " + job.id() + " could not be begun", e);
      end(job, me, JobStatus.ERRORED, e.toString());
    }
  }

  private JobWork work(JobRecord job) {
    return switch (job.kind()) {
      case CONTROL ->
          new ControlWork(
              job, instances, resting, ports.reader(), ports.threads(), settings.threads());
      case IMPORT ->
          new ImportWork(
              job,
              instances,
              creation,
              ports,
              registry.get(job.workflow()).settings().limits().payloadBytes());
      case EXPORT ->
          job.request().containsKey(ArchiveExportWork.ARCHIVED)
              ? new ArchiveExportWork(job, ports)
              : new ExportWork(job, ports, instances);
      case PURGE -> new PurgeWork(job, ports, ports.archives().at(PurgeWork.place(job)));
    };
  }

  private void end(JobRecord job, long me, JobStatus how, String why) {
    ports
        .store()
        .changeOwned(job.id(), me, it -> it.ended(how, why, ports.clock().instant()), List.of());
  }

  private void removeOld() {
    Instant now = ports.clock().instant();
    if (!now.isBefore(nextRemoval)) {
      nextRemoval = now.plus(REMOVAL_REST);
      int removed = ports.store().removeEnded(now.minus(settings.retention()));
      if (removed > 0) {
        LOG.log(Level.INFO, "Jobs removed whose time is over: {0}", removed);
      }
    }
  }
}
