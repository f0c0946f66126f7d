/**
 * Holdfast's journal alone, without engine and server: what the database, its driver and the
 * sharing of commits leave of a workload. Not an engine, but how far one can get with this journal.
 */
@NullMarked
package dev.holdfast.benchmark.journal;

import org.jspecify.annotations.NullMarked;
