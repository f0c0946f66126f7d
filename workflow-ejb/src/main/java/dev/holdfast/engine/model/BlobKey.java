package dev.holdfast.engine.model;

/**
 * Names the chunks of one value.
 *
 * @param instance number of the instance
 * @param step the step's place in the order of start; chunks are removed with their step
 * @param id made up anew for each attempt, so that what an abandoned attempt still writes never
 *     mixes with what another one has written
 */
public record BlobKey(long instance, int step, String id) {}
