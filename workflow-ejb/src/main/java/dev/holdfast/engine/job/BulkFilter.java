package dev.holdfast.engine.job;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses instances of a workflow for a job, as the filter of a list does.
 *
 * @param statuses the statuses wanted; empty for all
 * @param createdFrom created at this time or later; empty for no bound
 * @param createdTo created before this time; empty for the time of the request
 * @param idContains text that the id contains; empty for any
 * @param retrying only those that have a step between two attempts
 */
public record BulkFilter(
    Set<InstanceStatus> statuses,
    Optional<Instant> createdFrom,
    Optional<Instant> createdTo,
    Optional<String> idContains,
    boolean retrying) {

  /** Chooses all instances. */
  public static final BulkFilter ALL =
      new BulkFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  /** Copies the statuses. */
  public BulkFilter {
    statuses = Set.copyOf(statuses);
  }

  /** Returns this as it is stored; what is created from now on is left out. */
  Map<String, String> stored(Instant now) {
    Map<String, String> stored = new HashMap<>();
    if (!statuses.isEmpty()) {
      stored.put(
          "status",
          statuses.stream()
              .sorted()
              .map(InstanceStatus::wireName)
              .collect(Collectors.joining(",")));
    }
    createdFrom.ifPresent(from -> stored.put("createdFrom", from.toString()));
    Instant to = createdTo.filter(it -> it.isBefore(now)).orElse(now);
    stored.put("createdTo", to.toString());
    idContains.ifPresent(text -> stored.put("q", text));
    if (retrying) {
      stored.put("retrying", "true");
    }
    return stored;
  }

  /** Reads what {@link #stored} has written. */
  static BulkFilter of(JobRecord job) {
    Map<String, String> stored = job.request();
    @Nullable String status = stored.get("status");
    return new BulkFilter(
        status == null
            ? Set.of()
            : Arrays.stream(status.split(",", -1))
                .map(name -> InstanceStatus.find(name).orElseThrow())
                .collect(Collectors.toSet()),
        Optional.ofNullable(stored.get("createdFrom")).map(Instant::parse),
        Optional.ofNullable(stored.get("createdTo")).map(Instant::parse),
        Optional.ofNullable(stored.get("q")),
        stored.containsKey("retrying"));
  }

  /** Returns this with other statuses. */
  BulkFilter withStatuses(Set<InstanceStatus> others) {
    return new BulkFilter(others, createdFrom, createdTo, idContains, retrying);
  }

  /** Returns the instances that are meant, the oldest first. */
  InstanceQuery query(String workflow, long after, int limit) {
    return new InstanceQuery(
        workflow,
        statuses,
        createdFrom,
        createdTo,
        idContains,
        true,
        Optional.of(after),
        limit,
        retrying);
  }
}
