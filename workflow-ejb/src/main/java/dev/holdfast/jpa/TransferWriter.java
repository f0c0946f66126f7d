package dev.holdfast.jpa;

import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.InstanceExport;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.Relocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Inserts whole instances, and links them with their parents and children that are here. */
final class TransferWriter {

  private final Sql sql;

  TransferWriter(Sql sql) {
    this.sql = sql;
  }

  List<Outcome> write(List<InstanceExport> instances) {
    Map<InstanceKey, InstanceRecord> here = find(instances);
    Outcome[] outcomes = new Outcome[instances.size()];
    List<InstanceExport> fresh = new ArrayList<>();
    for (int i = 0; i < outcomes.length; i++) {
      InstanceExport export = instances.get(i);
      InstanceKey key = export.instance().key();
      if (here.containsKey(key)) {
        outcomes[i] = Outcome.ALREADY_EXISTS;
      } else if (!export.awaited().stream().allMatch(here::containsKey)) {
        outcomes[i] = Outcome.NOT_FOUND;
      } else {
        outcomes[i] = Outcome.APPLIED;
        InstanceExport linked = Relocation.linked(export, here);
        here.put(key, linked.instance());
        fresh.add(linked);
      }
    }
    insert(fresh);
    adopt(fresh);
    return Arrays.asList(outcomes);
  }

  /** Finds the instances of these keys, and their parents and children. */
  private Map<InstanceKey, InstanceRecord> find(List<InstanceExport> instances) {
    List<InstanceKey> keys =
        instances.stream()
            .flatMap(
                it ->
                    Stream.concat(
                        Stream.of(it.instance().key()),
                        Stream.concat(parentOf(it).map(Parent::key), it.children().stream())))
            .distinct()
            .toList();
    return new HashMap<>(InstanceRows.findAll(sql, keys));
  }

  private static Stream<Parent> parentOf(InstanceExport export) {
    @Nullable Parent parent = export.instance().origin().parent();
    return Stream.ofNullable(parent);
  }

  private void insert(List<InstanceExport> fresh) {
    sql.execute(
        TransferRows.INSTANCE,
        fresh.stream().map(it -> TransferRows.instance(it.instance())).toList());
    List<Parameters> steps = new ArrayList<>();
    List<Parameters> attempts = new ArrayList<>();
    List<Parameters> events = new ArrayList<>();
    for (InstanceExport export : fresh) {
      InstanceRecord instance = export.instance();
      export
          .steps()
          .forEach(
              it ->
                  steps.add(
                      StepWriter.row(
                          new EntryId(instance.number(), instance.epoch(), it.seq()), it)));
      export.attempts().forEach(it -> attempts.add(TransferRows.attempt(instance, it)));
      events.addAll(TransferRows.events(export));
      new LogWriter(sql).write(instance.number(), instance.epoch(), export.log());
      export
          .chunks()
          .forEach(
              it ->
                  JpaBlobStore.store(
                      sql,
                      new BlobKey(instance.number(), it.step(), it.id()),
                      it.number(),
                      it.data()));
    }
    sql.execute(StepWriter.INSERT, steps);
    sql.execute(TransferRows.ATTEMPT, attempts);
    sql.execute(TransferRows.EVENT, events);
  }

  /**
   * Tells children that came before their parent what its number is here. That moves their logs on,
   * so that nobody goes by what is remembered of them.
   */
  private void adopt(List<InstanceExport> fresh) {
    List<Parameters> children = new ArrayList<>();
    for (InstanceExport parent : fresh) {
      InstanceKey key = parent.instance().key();
      for (InstanceKey child : parent.children()) {
        children.add(
            new Parameters()
                .add(parent.instance().number())
                .add(LogPositions.STEP)
                .add(child.workflow())
                .add(child.id())
                .add(key.workflow())
                .add(key.id()));
      }
    }
    sql.batch(
        "update workflow_instance set parent_number = ?, log = log + ?"
            + " where workflow = ? and id = ?"
            + " and parent_workflow = ? and parent_id = ? and parent_number = 0",
        children);
  }
}
