package dev.holdfast.engine.model;

/**
 * Is an item of a job that failed.
 *
 * @param line its line in the upload, from 1; 0 when there is no upload
 * @param id id of the instance; empty when it is not known
 * @param code a stable code, such as {@code params.invalid}
 * @param message the same for people
 */
public record JobProblem(long line, String id, String code, String message) {}
