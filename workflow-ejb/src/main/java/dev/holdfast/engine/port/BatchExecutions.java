package dev.holdfast.engine.port;

import dev.holdfast.api.BatchJobResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs jobs of the server's batch runtime and looks at them. Thread-safe; knows no transactions.
 */
public interface BatchExecutions extends BatchJobs {

  /**
   * Makes a job go on from its last checkpoint. To be called only when none of its executions goes
   * on: the runtime may believe that one does which has died with its server.
   *
   * @param execution number of its latest execution
   * @param properties what the job is told
   * @return number of the new execution
   * @throws BatchJobException when it could not be restarted
   */
  long restart(long execution, Map<String, String> properties);

  /**
   * Looks for the latest execution of a job that is started once and may have been restarted.
   *
   * @param execution number of any of its executions
   * @return the latest; empty when the runtime does not know the job any more
   */
  Optional<Execution> findLatest(long execution);

  /**
   * Looks for a job by what it was told. Only the newest hundred of this name are looked at.
   *
   * @param job name of the job's XML
   * @param property name of a property
   * @param value its value, unique
   * @return its latest execution
   */
  Optional<Execution> findByProperty(String job, String property, String value);

  /**
   * Asks an execution to stop, which may take until its present chunk or batchlet has ended. Does
   * nothing when it has ended.
   *
   * @param execution its number
   */
  void stop(long execution);

  /** Says how an execution is doing. */
  enum State {
    /** It is about to start, works, or is about to stop; or its server has died meanwhile. */
    ACTIVE,
    /** All is done. */
    COMPLETED,
    /** It has failed, and may be restarted. */
    FAILED,
    /** It was stopped, and may be restarted. */
    STOPPED,
    /** It was given up, and may not be restarted. */
    ABANDONED
  }

  /**
   * Is an execution of a job.
   *
   * @param number the runtime's number
   * @param state how it is doing
   * @param exitStatus what it says of its end; empty before
   * @param steps its steps, as far as they are known
   */
  record Execution(long number, State state, String exitStatus, List<BatchJobResult.Step> steps) {

    /** Copies the steps. */
    public Execution {
      steps = List.copyOf(steps);
    }
  }
}
