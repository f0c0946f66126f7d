package dev.holdfast.jpa;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** Maps the parent of an instance to five columns. */
@Embeddable
class ParentColumns {

  @Column(name = "parent_workflow")
  private String workflow = "";

  @Column(name = "parent_id")
  private String id = "";

  @Column(name = "parent_number")
  private long number;

  @Column(name = "parent_epoch")
  private int epoch;

  @Column(name = "parent_step")
  private int step;

  protected ParentColumns() {}

  static @Nullable Parent toParent(@Nullable ParentColumns columns) {
    return columns == null
        ? null
        : new Parent(
            new InstanceKey(columns.workflow, columns.id),
            columns.number,
            columns.epoch,
            columns.step);
  }
}
