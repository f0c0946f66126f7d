package dev.holdfast.engine.job;

import dev.holdfast.engine.job.JobItem.Chosen;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.InstanceReader;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Walks along the numbers of the instances that a filter chooses, page by page: none has its turn
 * twice. One thread at a time.
 */
final class ChosenInstances {

  private static final int PAGE = 500;

  private final String workflow;
  private final BulkFilter filter;
  private final InstanceReader reader;
  private final Deque<Chosen> page = new ArrayDeque<>();
  private long position;

  /** Begins behind the place where the job is. */
  ChosenInstances(JobRecord job, BulkFilter filter, InstanceReader reader) {
    this.workflow = job.workflow();
    this.filter = filter;
    this.reader = reader;
    this.position = job.progress().position();
  }

  /** Counts those that are left. */
  long count() {
    return reader.count(filter.query(workflow, position, PAGE));
  }

  /** Returns the next one; empty behind the last. */
  Optional<JobItem> next() {
    if (page.isEmpty()) {
      for (InstanceSummary found : reader.list(filter.query(workflow, position, PAGE))) {
        page.add(new Chosen(found.instance().number(), found.instance().key().id()));
        position = found.instance().number();
      }
    }
    return Optional.ofNullable(page.poll());
  }
}
