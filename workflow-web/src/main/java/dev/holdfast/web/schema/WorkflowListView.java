package dev.holdfast.web.schema;

import java.util.List;

/**
 * Lists all deployed workflows, by name.
 *
 * @param items the workflows
 */
public record WorkflowListView(List<WorkflowView> items) {}
