package dev.holdfast.samples.pipeline;

/**
 * Is a row of a CSV file.
 *
 * @param number its number, from 1; the header does not count
 * @param item what it says
 */
public record CsvRow(long number, SourceItem item) {}
