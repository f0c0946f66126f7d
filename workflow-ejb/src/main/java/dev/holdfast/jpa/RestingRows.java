package dev.holdfast.jpa;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceControl.Controller;
import dev.holdfast.engine.port.InstanceControl.Decision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is rows of instances that nobody executes and that have no parent, locked until the transaction
 * ends. Nothing else has to be locked for them, and none is waited for, so they stand in nobody's
 * way in the wrong order.
 */
final class RestingRows {

  private static final String LOCK =
      "select * from workflow_instance where number = any(?) and owner is null"
          + " and parent_number is null%s order by number for update skip locked";

  private final Sql sql;
  private final List<InstanceRecord> rows;
  private @Nullable Map<Long, List<StepRecord>> steps;

  private RestingRows(Sql sql, List<InstanceRecord> rows) {
    this.sql = sql;
    this.rows = rows;
  }

  /** Locks those of the instances that rest and that no other transaction holds. */
  static RestingRows lock(Sql sql, List<Long> numbers) {
    return new RestingRows(
        sql, sql.query(LOCK.formatted(sql.dialect().silenceLimit()), InstanceRows::read, numbers));
  }

  /** Asks about each; returns what was decided, without those that the controller refuses. */
  List<Decision> decide(Controller controller) {
    return rows.stream().flatMap(row -> decide(row, controller).stream()).toList();
  }

  private Optional<Decision> decide(InstanceRecord row, Controller controller) {
    try {
      return Optional.of(controller.decide(row, () -> steps(row.number())));
    } catch (WorkflowException e) {
      return Optional.empty(); // whoever asks about it alone is told why
    }
  }

  /** Reads the steps of all as soon as those of one matter. */
  private List<StepRecord> steps(long number) {
    if (steps == null) {
      Map<Long, Integer> epochs = new HashMap<>();
      rows.forEach(row -> epochs.put(row.number(), row.epoch()));
      steps = new StepRows(sql, epochs).steps();
    }
    return steps.getOrDefault(number, List.of());
  }
}
