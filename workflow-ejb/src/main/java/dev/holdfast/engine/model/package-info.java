/**
 * Holds the values that the engine stores and reads: instances, steps, attempts, events and the
 * changes made to them. Nothing here acts; everything is immutable.
 */
@NullMarked
package dev.holdfast.engine.model;

import org.jspecify.annotations.NullMarked;
