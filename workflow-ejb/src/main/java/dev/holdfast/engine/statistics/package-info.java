/**
 * Tells what runs, waits and fails, for people and machines that watch. Reads the database seldom,
 * however often it is asked; nothing here changes what is stored of an instance.
 */
@NullMarked
package dev.holdfast.engine.statistics;

import org.jspecify.annotations.NullMarked;
