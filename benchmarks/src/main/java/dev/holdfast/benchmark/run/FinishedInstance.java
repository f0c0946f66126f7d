package dev.holdfast.benchmark.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Is what an engine keeps of a finished instance of one step.
 *
 * @param original finds the latest one that the engine has run itself
 * @param reserve keeps the engine from giving the numbers of the copies to instances; empty when it
 *     numbers none
 * @param tables what is kept, in the order in which it is to be copied
 */
record FinishedInstance(String original, Optional<String> reserve, List<CopiedTable> tables) {

  /** An id that looks as random as those of the engines. */
  private static final String ID = "md5(copy::text)::uuid::text";

  /** The copies have numbers between those that were given before and those that come later. */
  private static final FinishedInstance HOLDFAST =
      new FinishedInstance(
          "select number from workflow_instance"
              + " where workflow = 'benchmark-one-step' and status = 'complete'"
              + " order by number desc limit 1",
          Optional.of(
              "select setval('workflow_instance_number', greatest(last_value, 200000001))"
                  + " from workflow_instance_number"),
          List.of(
              new CopiedTable(
                  "public",
                  "workflow_instance",
                  "number",
                  Map.of(
                      "number", "100000000 + copy",
                      "id", ID,
                      "created_at", earlier("created_at"),
                      "started_at", earlier("started_at"),
                      "ended_at", earlier("ended_at"),
                      "wake_at", earlier("wake_at")),
                  Map.of(
                      "status", "'running'",
                      "owner", "0",
                      "wake_at", "null",
                      "ended_at", "null",
                      "output_codec", "null",
                      "output_type", "null",
                      "output", "null")),
              new CopiedTable(
                  "public",
                  "workflow_step",
                  "instance",
                  Map.of(
                      "instance", "100000000 + copy",
                      "started_at", earlier("started_at"),
                      "ended_at", earlier("ended_at")))));

  private static final FinishedInstance DBOS =
      new FinishedInstance(
          "select workflow_uuid from dbos.workflow_status"
              + " where name = 'one-step' and status = 'SUCCESS'"
              + " order by created_at desc limit 1",
          Optional.empty(),
          List.of(
              new CopiedTable(
                  "dbos",
                  "workflow_status",
                  "workflow_uuid",
                  Map.of(
                      "workflow_uuid", ID,
                      "created_at", "created_at - copy",
                      "updated_at", "updated_at - copy",
                      "started_at_epoch_ms", "started_at_epoch_ms - copy",
                      "completed_at", "completed_at - copy"),
                  Map.of("status", "'PENDING'", "output", "null", "completed_at", "null")),
              new CopiedTable(
                  "dbos",
                  "operation_outputs",
                  "workflow_uuid",
                  Map.of(
                      "workflow_uuid", ID,
                      "started_at_epoch_ms", "started_at_epoch_ms - copy",
                      "completed_at_epoch_ms", "completed_at_epoch_ms - copy"))));

  /** Returns what an engine keeps; empty when it keeps nothing of what has ended. */
  static Optional<FinishedInstance> of(String engine) {
    return switch (engine) {
      case "holdfast-micro", "holdfast-wildfly" -> Optional.of(HOLDFAST);
      case "dbos" -> Optional.of(DBOS);
      default -> Optional.empty();
    };
  }

  /** The instances ended one after the other, a millisecond between them. */
  private static String earlier(String column) {
    return column + " - copy * interval '1 millisecond'";
  }
}
