package dev.holdfast.web.schema;

import java.util.List;

/**
 * Lists the live servers, oldest first.
 *
 * @param items the servers
 */
public record NodeListView(List<NodeView> items) {}
