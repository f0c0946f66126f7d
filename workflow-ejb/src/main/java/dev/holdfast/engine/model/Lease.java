package dev.holdfast.engine.model;

/**
 * Entitles a node to write on behalf of one life of an instance. Every write of a run carries it; a
 * write under a lease that is not in force any more is refused.
 *
 * @param instance number of the instance
 * @param epoch life of the instance: 1, and one more for each restart
 * @param node incarnation of the node that runs it
 */
public record Lease(long instance, int epoch, long node) {}
