package dev.holdfast.jpa;

import dev.holdfast.engine.model.JobKind;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobStatus;
import dev.holdfast.engine.port.JobStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps jobs in the database. */
final class JpaJobStore implements JobStore {

  private static final String COLUMNS =
      "select id, kind, workflow, request, caller, status, owner, total, done, skipped, errors,"
          + " place, line, runs, failure, created_at, started_at, ended_at from workflow_job";

  private static final List<String> ACTIVE =
      Arrays.stream(JobStatus.values())
          .filter(JobStatus::isActive)
          .map(JobStatus::wireName)
          .toList();

  private final PersistenceTransactions transactions;

  JpaJobStore(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean create(JobRecord job) {
    try {
      return transactions.inNew(entities -> insert(new Sql(entities), job));
    } catch (RuntimeException e) {
      if (DatabaseErrors.isDuplicate(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<JobRecord> find(String id) {
    return transactions.inNew(entities -> find(new Sql(entities), id, ""));
  }

  @Override
  public List<JobRecord> list(Optional<Place> after, int limit) {
    List<Object> parameters = new ArrayList<>();
    after.ifPresent(
        place -> parameters.addAll(List.of(place.createdAt(), place.createdAt(), place.id())));
    parameters.add(limit);
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    COLUMNS
                        + (after.isEmpty()
                            ? ""
                            : " where (created_at < ? or (created_at = ? and id < ?))")
                        + " order by created_at desc, id desc limit ?",
                    JpaJobStore::read,
                    parameters.toArray()));
  }

  @Override
  public Optional<JobRecord> claim(long node, Collection<String> workflows, Instant at) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          NodeLock.take(sql, node);
          Optional<JobRecord> free =
              sql
                  .query(
                      COLUMNS
                          + " where status = any(?) and workflow = any(?) and (owner is null"
                          + " or owner not in (select node from workflow_node where not fenced))"
                          + " order by created_at, id limit ? for update skip locked",
                      JpaJobStore::read,
                      ACTIVE,
                      workflows,
                      1)
                  .stream()
                  .findFirst();
          return free.map(job -> update(sql, job.claimedBy(node, at)));
        });
  }

  @Override
  public Optional<JobRecord> change(String id, UnaryOperator<JobRecord> change) {
    try {
      return transactions.inNew(
          entities -> {
            Sql sql = new Sql(entities);
            return lock(sql, id).map(job -> update(sql, change.apply(job)));
          });
    } catch (RuntimeException e) {
      if (DatabaseErrors.isDuplicate(e)) {
        throw new JobTakenException(find(id).orElseThrow(() -> e));
      }
      throw e;
    }
  }

  @Override
  public Optional<JobRecord> changeOwned(
      String id, long node, UnaryOperator<JobRecord> change, List<JobProblem> problems) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          NodeLock.take(sql, node);
          return lock(sql, id)
              .filter(job -> job.owner() != null && job.owner() == node)
              .map(
                  job -> {
                    insert(sql, job, problems);
                    return update(sql, change.apply(job));
                  });
        });
  }

  @Override
  public List<JobProblem> listProblems(String id, int limit) {
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    "select line, id, code, message from workflow_job_problem where job = ?"
                        + " order by seq limit ?",
                    row ->
                        new JobProblem(
                            row.getLong("line"),
                            row.getString("id"),
                            row.getString("code"),
                            row.getString("message")),
                    id,
                    limit));
  }

  @Override
  public int removeEnded(Instant before) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          List<String> old =
              sql.query(
                  "select id from workflow_job where ended_at < ?"
                      + sql.dialect().silenceLimit()
                      + " limit ? for update skip locked",
                  row -> row.getString("id"),
                  before,
                  100);
          if (old.isEmpty()) {
            return 0;
          }
          sql.update("delete from workflow_job_problem where job = any(?)", old);
          sql.update("delete from workflow_job_upload where job = any(?)", old);
          sql.update("delete from workflow_job_output where job = any(?)", old);
          return sql.update("delete from workflow_job where id = any(?)", old);
        });
  }

  private static Optional<JobRecord> lock(Sql sql, String id) {
    return find(sql, id, sql.dialect().silenceLimit() + " for update");
  }

  private static Optional<JobRecord> find(Sql sql, String id, String lock) {
    return sql.query(COLUMNS + " where id = ?" + lock, JpaJobStore::read, id).stream().findFirst();
  }

  private static boolean insert(Sql sql, JobRecord job) {
    JobProgress progress = job.progress();
    sql.update(
        "insert into workflow_job (id, kind, workflow, active_key, request, caller, status, owner,"
            + " total, done, skipped, errors, place, line, runs, failure, created_at,"
            + " started_at, ended_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        job.id(),
        job.kind().wireName(),
        job.workflow(),
        activeKey(job),
        Texts.properties(job.request()),
        Texts.storable(job.caller()),
        job.status().wireName(),
        job.owner(),
        progress.total(),
        progress.done(),
        progress.skipped(),
        progress.errors(),
        progress.position(),
        progress.line(),
        job.runs(),
        Texts.storable(job.failure()),
        job.createdAt(),
        job.startedAt(),
        job.endedAt());
    return true;
  }

  private static void insert(Sql sql, JobRecord job, List<JobProblem> problems) {
    List<Parameters> rows = new ArrayList<>();
    for (JobProblem problem : problems) {
      rows.add(
          new Parameters()
              .add(job.id())
              .add(job.progress().errors() + rows.size())
              .add(problem.line())
              .add(Texts.storable(problem.id()))
              .add(problem.code())
              .add(Texts.storable(problem.message())));
    }
    sql.batch(
        "insert into workflow_job_problem (job, seq, line, id, code, message)"
            + " values (?, ?, ?, ?, ?, ?)",
        rows);
  }

  private static JobRecord update(Sql sql, JobRecord job) {
    JobProgress progress = job.progress();
    sql.update(
        "update workflow_job set active_key = ?, status = ?, owner = ?, total = ?, done = ?,"
            + " skipped = ?, errors = ?, place = ?, line = ?, runs = ?, failure = ?,"
            + " started_at = ?, ended_at = ? where id = ?",
        activeKey(job),
        job.status().wireName(),
        job.owner(),
        progress.total(),
        progress.done(),
        progress.skipped(),
        progress.errors(),
        progress.position(),
        progress.line(),
        job.runs(),
        Texts.storable(job.failure()),
        job.startedAt(),
        job.endedAt(),
        job.id());
    return job;
  }

  private static String activeKey(JobRecord job) {
    return job.status().isActive() ? job.kind().wireName() + " " + job.workflow() : job.id();
  }

  private static JobRecord read(ResultSet row) throws SQLException {
    return new JobRecord(
        row.getString("id"),
        JobKind.of(row.getString("kind")),
        row.getString("workflow"),
        Texts.properties(row.getString("request")),
        row.getString("caller"),
        JobStatus.of(row.getString("status")),
        row.getObject("owner", Long.class),
        new JobProgress(
            row.getObject("total", Long.class),
            row.getLong("done"),
            row.getLong("skipped"),
            row.getLong("errors"),
            row.getLong("place"),
            row.getLong("line")),
        row.getInt("runs"),
        row.getString("failure"),
        Sql.instant(row, "created_at"),
        time(row, "started_at"),
        time(row, "ended_at"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    return Times.optional(row.getObject(column, OffsetDateTime.class));
  }
}
