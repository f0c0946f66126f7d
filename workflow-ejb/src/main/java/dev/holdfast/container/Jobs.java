package dev.holdfast.container;

import dev.holdfast.batch.ImportText;
import dev.holdfast.batch.ServerBatchJobs;
import dev.holdfast.engine.Engine;
import dev.holdfast.engine.job.EngineJobService;
import dev.holdfast.engine.job.JobPorts;
import dev.holdfast.engine.job.JobRunner;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.model.JobSettings;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.jpa.JpaPorts;
import dev.holdfast.json.ExportJson;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/** Puts together what works on jobs. */
final class Jobs {

  private final ThreadPoolExecutor threads;
  private final JobRunner runner;
  private final JobService service;

  Jobs(
      Engine engine,
      WorkflowRegistry registry,
      JpaPorts storage,
      JobSettings settings,
      ArchiveSettings archive,
      InstantSource clock,
      ThreadFactory factory) {
    this.threads = WorkflowThreads.forJobs(settings.threads(), factory);
    JobPorts ports =
        new JobPorts(
            storage.jobStore(),
            storage.jobUploads(),
            storage.jobOutputs(),
            storage.instanceReader(),
            storage.instanceControl(),
            storage.instanceTransfer(),
            new ExportJson(),
            storage.purge(),
            storage.archive(),
            archive.archives(),
            new ImportText(),
            new ServerBatchJobs(Jobs.class.getClassLoader()),
            storage.idSource(),
            clock,
            threads);
    this.runner =
        new JobRunner(
            ports,
            registry,
            new JobRunner.Doors(engine.instances(), engine.eachCreation(), engine.resting()),
            settings,
            engine::incarnation);
    this.service =
        new EngineJobService(ports, registry, runner, settings.uploadBytes(), archive.place());
  }

  JobRunner runner() {
    return runner;
  }

  JobService service() {
    return service;
  }

  /** Leaves the jobs of this node to others. */
  void stop() {
    runner.stop();
    threads.shutdownNow();
  }
}
