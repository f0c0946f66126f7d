package dev.holdfast.samples.pipeline;

/**
 * Tells what was loaded.
 *
 * @param key key of the file
 * @param rows how many rows were loaded
 * @param execution number of the execution that has loaded the last of them
 * @param rowsOfExecution how many rows that execution has loaded; fewer than all when there was
 *     another one before
 */
public record CsvPipelineResult(String key, long rows, long execution, long rowsOfExecution) {}
