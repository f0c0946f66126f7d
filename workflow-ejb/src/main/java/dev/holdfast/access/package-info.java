/**
 * Asks the server whether a caller may do what is asked for, before the engine is asked. What may
 * be done without a caller, such as the work of the engine itself, does not pass here.
 */
@NullMarked
package dev.holdfast.access;

import org.jspecify.annotations.NullMarked;
