/**
 * Holds everything the engine needs from outside, one small interface each, with its transaction
 * rule. Adapters implement them; the JDK's own ports (InstantSource, Executor) are used where they
 * fit.
 */
@NullMarked
package dev.holdfast.engine.port;

import org.jspecify.annotations.NullMarked;
