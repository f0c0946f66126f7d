package dev.holdfast.web.schema;

import java.util.List;

/**
 * Lists all schedules of a workflow.
 *
 * @param items the schedules
 */
public record UpcomingListView(List<UpcomingView> items) {}
