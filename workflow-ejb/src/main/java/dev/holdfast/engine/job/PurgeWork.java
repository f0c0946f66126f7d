package dev.holdfast.engine.job;

import dev.holdfast.engine.job.JobItem.Chosen;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.Archiving.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Removes the finished instances that a filter chooses, each part in one transaction, with its
 * archive. What is not finished any more when its turn comes is left.
 */
final class PurgeWork implements JobWork {

  /** Name of the request that tells where to archive. */
  static final String ARCHIVE = "archive";

  private final JobPorts ports;
  private final ChosenInstances chosen;
  private final Archiving archiving;

  PurgeWork(JobRecord job, JobPorts ports, Archiving archiving) {
    this.ports = ports;
    this.chosen = new ChosenInstances(job, BulkFilter.of(job), ports.reader());
    this.archiving = archiving;
  }

  /** Reads where to archive. */
  static Place place(JobRecord job) {
    return Place.valueOf(job.request().getOrDefault(ARCHIVE, "none").toUpperCase(Locale.ROOT));
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.of(chosen.count());
  }

  @Override
  public Optional<JobItem> next() {
    return chosen.next();
  }

  @Override
  public Optional<Step> work(List<JobItem> items, JobProgress before, Pause pause) {
    List<Long> numbers = items.stream().map(Chosen.class::cast).map(Chosen::number).toList();
    int most = archiving.most(numbers.size());
    long purged = 0;
    for (int from = 0; from < numbers.size(); from += most) {
      purged +=
          ports
              .purge()
              .purge(numbers.subList(from, Math.min(numbers.size(), from + most)), archiving);
    }
    return Optional.of(
        new Step(
            before.plus(purged, numbers.size() - purged, 0).at(numbers.get(numbers.size() - 1), 0),
            List.of()));
  }
}
