/**
 * Shows what has happened to an instance: translates the rows that are stored anyway into the
 * records of its event log, and lets others follow them. Nothing here writes.
 */
@NullMarked
package dev.holdfast.engine.log;

import org.jspecify.annotations.NullMarked;
