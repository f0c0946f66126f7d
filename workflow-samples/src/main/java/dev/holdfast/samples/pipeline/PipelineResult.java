package dev.holdfast.samples.pipeline;

/**
 * Tells what was loaded.
 *
 * @param key key of the file with the transformed records
 * @param records how many records were loaded
 */
public record PipelineResult(String key, int records) {}
