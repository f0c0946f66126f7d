package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change.ChildrenLeft;
import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.jpa.Batch.Entry;
import java.util.List;

/** Inserts the children that are to be terminated; one that is there already is replaced. */
final class ClosingWriter {

  private final Sql sql;

  ClosingWriter(Sql sql) {
    this.sql = sql;
  }

  void write(List<Entry<ChildrenLeft>> left) {
    insert(
        left.stream()
            .filter(Entry::isApplied)
            .flatMap(entry -> entry.change.children().stream())
            .toList());
  }

  void insert(List<ChildClosing> closings) {
    remove(sql, closings);
    sql.batch(
        "insert into workflow_closing (parent, child_workflow, child_id, rollback)"
            + " values (?, ?, ?, ?)",
        closings.stream().map(closing -> parameters(closing).add(closing.rollback())).toList());
  }

  static void remove(Sql sql, List<ChildClosing> closings) {
    sql.batch(
        "delete from workflow_closing"
            + " where parent = ? and child_workflow = ? and child_id = ?",
        closings.stream().map(ClosingWriter::parameters).toList());
  }

  private static Parameters parameters(ChildClosing closing) {
    return new Parameters()
        .add(closing.parent())
        .add(closing.child().workflow())
        .add(closing.child().id());
  }
}
