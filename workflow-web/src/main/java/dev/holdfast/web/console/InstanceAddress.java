package dev.holdfast.web.console;

import dev.holdfast.engine.model.InstanceKey;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Is the workflow and the id of an instance, as they stand in addresses and are typed in. */
public class InstanceAddress implements Serializable {

  private static final long serialVersionUID = 1L;

  private String workflow = "";
  private String id = "";

  /** Names nothing yet. */
  public InstanceAddress() {}

  /**
   * Returns the instance.
   *
   * @return its key
   */
  public InstanceKey key() {
    return new InstanceKey(workflow, id);
  }

  /**
   * Returns the workflow.
   *
   * @return its name; empty for none
   */
  public String getWorkflow() {
    return workflow;
  }

  /**
   * Sets the workflow.
   *
   * @param workflow its name; null for none
   */
  public void setWorkflow(@Nullable String workflow) {
    this.workflow = workflow == null ? "" : workflow;
  }

  /**
   * Returns the id of the instance.
   *
   * @return the id; blank for none
   */
  public String getId() {
    return id;
  }

  /**
   * Sets the id of the instance.
   *
   * @param id the id; null for none
   */
  public void setId(@Nullable String id) {
    this.id = id == null ? "" : id;
  }
}
