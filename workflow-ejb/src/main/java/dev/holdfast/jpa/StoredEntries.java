package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change.AttemptFailed;
import dev.holdfast.engine.model.Change.Logged;
import dev.holdfast.engine.model.StepRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which new entries an earlier try has stored already. That happens when the connection broke
 * during a commit that succeeded: the writer cannot know, and writes the same again. A different
 * entry in the same place is not recognized, so its insert fails as it should.
 */
interface StoredEntries {

  /** Knows nothing; for first tries, which cost no read. */
  StoredEntries NONE =
      new StoredEntries() {
        @Override
        public List<EntryId> findSteps(Map<EntryId, StepRecord> steps) {
          return List.of();
        }

        @Override
        public List<AttemptFailed> withoutStored(List<AttemptFailed> attempts) {
          return attempts;
        }

        @Override
        public List<Logged> withoutStoredRecords(List<Logged> records) {
          return records;
        }
      };

  /** Returns which of these steps are stored, as they were or are to become. */
  List<EntryId> findSteps(Map<EntryId, StepRecord> steps);

  /** Returns the attempts that are not stored. */
  List<AttemptFailed> withoutStored(List<AttemptFailed> attempts);

  /** Returns the records of the log that are not stored. */
  List<Logged> withoutStoredRecords(List<Logged> records);

  /** Looks into the tables. */
  static StoredEntries in(Sql sql) {
    return new StoredEntries() {
      @Override
      public List<EntryId> findSteps(Map<EntryId, StepRecord> steps) {
        if (steps.isEmpty()) {
          return List.of();
        }
        List<EntryId> found = new ArrayList<>();
        sql.query(
                "select instance, epoch, seq, name, started_at from workflow_step"
                    + " where instance = any(?)",
                row -> {
                  EntryId id =
                      new EntryId(row.getLong("instance"), row.getInt("epoch"), row.getInt("seq"));
                  StepRecord step = steps.get(id);
                  return step != null
                          && step.key().name().equals(row.getString("name"))
                          && micros(step.startedAt()).equals(Sql.instant(row, "started_at"))
                      ? List.of(id)
                      : List.<EntryId>of();
                },
                steps.keySet().stream().map(EntryId::instance).distinct().toList())
            .forEach(found::addAll);
        return found;
      }

      @Override
      public List<AttemptFailed> withoutStored(List<AttemptFailed> attempts) {
        if (attempts.isEmpty()) {
          return attempts;
        }
        Set<List<Object>> stored =
            new HashSet<>(
                sql.query(
                    "select instance, epoch, step_seq, attempt, started_at from workflow_attempt"
                        + " where instance = any(?)",
                    row ->
                        List.<Object>of(
                            row.getLong("instance"),
                            row.getInt("epoch"),
                            row.getInt("step_seq"),
                            row.getInt("attempt"),
                            Sql.instant(row, "started_at")),
                    attempts.stream().map(AttemptFailed::instance).distinct().toList()));
        return attempts.stream()
            .filter(
                it ->
                    !stored.contains(
                        List.<Object>of(
                            it.instance(),
                            it.lease().epoch(),
                            it.record().stepSeq(),
                            it.record().attempt(),
                            micros(it.record().startedAt()))))
            .toList();
      }

      @Override
      public List<Logged> withoutStoredRecords(List<Logged> records) {
        if (records.isEmpty()) {
          return records;
        }
        Set<List<Long>> stored =
            new HashSet<>(
                sql.query(
                    "select instance, log from workflow_log where instance = any(?)",
                    row -> List.of(row.getLong("instance"), row.getLong("log")),
                    records.stream().map(Logged::instance).distinct().toList()));
        return records.stream()
            .filter(it -> !stored.contains(List.of(it.instance(), it.record().id())))
            .toList();
      }
    };
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
